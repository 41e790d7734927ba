namespace Nuke.Docker.Contexts;

/// <summary>A file, directory or link as it was when the directory was walked.</summary>
/// <param name="Parent">Path of the directory that holds it, shared by all of them; empty at the top.</param>
/// <param name="Target">Target of a symbolic link, as it is written there.</param>
readonly record struct ContextEntry(
    string Parent,
    string Name,
    UnixFileMode Mode,
    long Length,
    DateTimeOffset Modified,
    ContextEntryKind Kind,
    string? Target = null)
{
    /// <summary>Path in the context, with forward slashes.</summary>
    public string Path => Parent.Length == 0 ? Name : $"{Parent}/{Name}";
}

enum ContextEntryKind
{
    File,
    Directory,
    SymbolicLink,
    Special,
}
