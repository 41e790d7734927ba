namespace Nuke.Docker.Git;

/// <summary>How git is used.</summary>
public sealed record GitSettings
{
    /// <summary>The settings that every use starts from.</summary>
    public static GitSettings Default { get; } = new();

    /// <summary>The git program: a path, or a name on the <c>PATH</c>.</summary>
    /// <value><c>git</c> by default.</value>
    public string Program { get; init; } = "git";

    /// <summary>A directory that keeps the last known commit of each source, and its last checkout, for use
    /// offline.</summary>
    /// <value>An absolute path, made when it is needed; <see langword="null"/>, the default: nothing is kept.</value>
    public string? CacheDirectory { get; init; }

    /// <summary>The program that git runs in the place of <c>ssh</c>.</summary>
    /// <value><see langword="null"/>, the default: <c>GIT_SSH</c>, <c>GIT_SSH_COMMAND</c>, git's configuration, or else
    /// <c>ssh</c>.</value>
    /// <remarks>git(1), <c>GIT_SSH</c>.</remarks>
    public string? SshProgram { get; init; }

    /// <summary>How long a remote may take to tell its references; one minute by default.</summary>
    public TimeSpan ResolutionTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What the run knows already, and learns.</summary>
    /// <value><see langword="null"/>, the default: each build is a run of its own.</value>
    internal RunCommits? Commits { get; init; }

    internal IEnumerable<string> Violations()
    {
        if (CacheDirectory is not null && !Path.IsPathFullyQualified(CacheDirectory))
            yield return $"git's cache directory '{CacheDirectory}' is not an absolute path.";
        if (Program.Length == 0)
            yield return "the name of the git program is empty.";
        if (ResolutionTimeout <= TimeSpan.Zero)
            yield return $"the timeout of {ResolutionTimeout} for git is not greater than zero.";
    }
}
