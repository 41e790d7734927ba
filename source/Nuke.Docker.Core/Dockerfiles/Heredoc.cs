namespace Nuke.Docker.Dockerfiles;

/// <summary>A here-document: lines below an instruction that become a file (<c>COPY</c>, <c>ADD</c>) or a script
/// (<c>RUN</c>).</summary>
/// <param name="Name">The delimiter, and for <c>COPY</c> the file's name.</param>
/// <param name="Content">As the builder uses it: with <c>&lt;&lt;-</c> without leading tabs. Line endings are the
/// file's own.</param>
/// <param name="IsExpanded">Variables in it are replaced; not so when a part of the delimiter is quoted.</param>
/// <param name="StripsTabs">Written as <c>&lt;&lt;-</c>.</param>
/// <param name="FileDescriptor">The digits in front of <c>&lt;&lt;</c>, 0 without.</param>
/// <param name="Lines">The content and the line that ends it.</param>
sealed record Heredoc(
    string Name, string Content, bool IsExpanded, bool StripsTabs, int FileDescriptor, SourceLines Lines);
