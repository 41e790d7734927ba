namespace Nuke.Docker.Git;

/// <summary>Understands what git, curl and ssh write when they fail. They are asked to write English.</summary>
static class GitMessages
{
    // The first row that matches decides: ssh says both why it failed and that the repository could not be read.
    static readonly (GitFailure Failure, string[] Texts)[] _table =
    [
        (GitFailure.Denied,
        [
            "Authentication failed", "could not read Username", "could not read Password", "Permission denied",
            "returned error: 401",
            "returned error: 403", "Access denied", "Host key verification failed", "HTTP Basic: Access denied",
            "access forbidden",
        ]),
        (GitFailure.Other, ["SSL certificate", "certificate verification failed", "certificate verify failed"]),
        (GitFailure.ReferenceMissing, ["couldn't find remote ref", "not our ref", "unadvertised object"]),
        (GitFailure.RepositoryMissing,
        [
            "repository '", "Repository not found", "does not appear to be a git repository", "returned error: 404",
            "access denied or repository not exported",
        ]),
        (GitFailure.Unreachable,
        [
            "Could not resolve host", "Failed to connect", "Couldn't connect", "Connection refused",
            "Connection timed out", "timed out",
            "Network is unreachable", "No route to host", "Connection reset", "Connection closed", "unable to connect",
            "Operation too slow",
            "Temporary failure in name resolution", "Name or service not known", "returned error: 5",
            "Empty reply from server",
            "remote end hung up unexpectedly", "early EOF",
        ]),
    ];

    public static GitFailure Classify(IReadOnlyList<string> errors) =>
        _table.FirstOrDefault(
            row => row.Texts.Any(
                text => errors.Any(error => error.Contains(text, StringComparison.OrdinalIgnoreCase)))).Failure;

    /// <summary>The line that says most: the first of git's last words, or what came before "could not read from
    /// remote".</summary>
    public static string Reason(IReadOnlyList<string> errors, int exitCode)
    {
        var matching = errors.FirstOrDefault(
            error => _table.Any(
                row => row.Texts.Any(text => error.Contains(text, StringComparison.OrdinalIgnoreCase))));
        var line = matching ?? errors.FirstOrDefault(error => error.StartsWith("fatal: ", StringComparison.Ordinal))
            ?? (errors.Count > 0 ? errors[0] : null);
        return line is null ? $"git ended with exit code {exitCode}" : Without(line, "fatal: ", "error: ", "remote: ");
    }

    static string Without(string line, params string[] prefixes) =>
        prefixes.FirstOrDefault(prefix => line.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix
            ? line[prefix.Length..]
            : line;
}
