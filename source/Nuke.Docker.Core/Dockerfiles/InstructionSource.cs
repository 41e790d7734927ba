namespace Nuke.Docker.Dockerfiles;

/// <summary>How an instruction stands in the file.</summary>
/// <param name="Keyword">In upper case, however it is written.</param>
/// <param name="Lines">All its lines, here-documents and the comments inside it included.</param>
/// <param name="Position">Of the keyword.</param>
/// <param name="Text">The instruction joined into one line, as builders show it in their steps.</param>
/// <param name="Original">Its lines as they are in the file.</param>
/// <param name="Flags">In their order.</param>
/// <param name="Heredocs">In the order of their marks.</param>
sealed record InstructionSource(
    string Keyword,
    SourceLines Lines,
    SourcePosition Position,
    string Text,
    string Original,
    IReadOnlyList<Flag> Flags,
    IReadOnlyList<Heredoc> Heredocs);
