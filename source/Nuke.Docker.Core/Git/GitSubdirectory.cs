namespace Nuke.Docker.Git;

/// <summary>A directory inside a repository.</summary>
static class GitSubdirectory
{
    /// <summary>What is wrong with a path; <see langword="null"/> if nothing is.</summary>
    public static string? Problem(string? directory) => directory switch
    {
        null => null,
        _ when directory.Contains('\\', StringComparison.Ordinal) =>
            $"the directory '{directory}' has backslashes. Write forward slashes.",
        _ when directory.Split('/').Contains("..") => $"the directory '{directory}' leads out of the repository.",
        _ when directory.Split('/').Contains(".git") => $"the directory '{directory}' is git's own.",
        _ => null,
    };

    /// <summary>Without a slash at either end; the root of the repository is <see langword="null"/>.</summary>
    public static string? Normalize(string? directory) =>
        (directory ?? "").Split('/').Where(name => name is not ("" or ".")).ToArray() is { Length: > 0 } names
            ? string.Join('/', names)
            : null;
}
