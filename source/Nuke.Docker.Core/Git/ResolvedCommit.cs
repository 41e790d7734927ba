namespace Nuke.Docker.Git;

/// <summary>The commit that a source stands at.</summary>
public sealed record ResolvedCommit
{
    internal ResolvedCommit()
    {
    }

    /// <summary>What was resolved.</summary>
    public required GitSource Source { get; init; }

    /// <summary>The commit's ID: 40 hexadecimal digits, or 64 in a repository of SHA-256.</summary>
    public required string Commit { get; init; }

    /// <summary>The full name of the reference, such as <c>refs/heads/main</c>.</summary>
    /// <value><see langword="null"/> for a source that names a commit.</value>
    public required string? ReferenceName { get; init; }

    /// <summary>When the remote has told it.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Whether the remote could not be reached, and this is what it has told before.</summary>
    public bool IsLastKnown { get; init; }

    /// <summary>Whether an earlier run has asked for it, which this one continues.</summary>
    internal bool IsContinued { get; init; }

    /// <summary>The first twelve digits.</summary>
    public string ShortCommit => Commit[..12];
}
