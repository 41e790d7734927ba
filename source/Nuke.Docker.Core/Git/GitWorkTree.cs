using System.Globalization;

namespace Nuke.Docker.Git;

/// <summary>What git knows of a directory that lies in a work tree.</summary>
/// <param name="Commit">The commit that is checked out.</param>
/// <param name="IsDirty">Whether the directory has changes or files that are in no commit; files that git ignores do
/// not count.</param>
/// <param name="Branch">The branch; null if none is checked out, as on most build servers.</param>
/// <param name="Tags">Tags that stand at the commit.</param>
/// <param name="Time">When the commit was made.</param>
/// <param name="Remote">Where <c>origin</c> is, without user info; null if there is none, or only on this disk.</param>
sealed record GitWorkTree(
    string Commit, bool IsDirty, string? Branch, IReadOnlyList<string> Tags, DateTimeOffset Time, string? Remote)
{
    const string TagPrefix = "tag: ";

    /// <returns><see langword="null"/> if the directory is in no work tree, or nothing is committed yet.</returns>
    /// <exception cref="GitException">It is in one that git does not read, or there is no git.</exception>
    public static async Task<GitWorkTree?> ReadAsync(
        string directory, GitSettings settings, CancellationToken cancellationToken)
    {
        if (!IsInWorkTree(directory))
            return null;
        var git = new GitProgram(settings);
        var status = RunAsync("status", "--porcelain=v2", "--branch", "--untracked-files=normal", "--", ".");
        var log = git.TryAsync(
            directory, ["log", "--max-count=1", "--decorate=full", "--format=%cI%n%D"], cancellationToken);
        var remote = git.TryAsync(directory, ["config", "--get", "remote.origin.url"], cancellationToken);
        var headers = Headers(await status.ConfigureAwait(false));
        var (time, names, address) = ((await log.ConfigureAwait(false)).Lines, Names(await log.ConfigureAwait(false)),
            await remote.ConfigureAwait(false));
        return GitReference.IsCommit(headers.GetValueOrDefault("branch.oid", ""))
            ? new GitWorkTree(
                headers["branch.oid"],
                (await status.ConfigureAwait(false)).Lines.Any(line => !line.StartsWith('#')),
                headers.GetValueOrDefault("branch.head") is var branch and not "(detached)" ? branch : null,
                names,
                DateTimeOffset.Parse(time[0], CultureInfo.InvariantCulture),
                address.Lines is [var url, ..] && GitSource.TryParse(url, out var source)
                && source!.Location.Protocol != "file" ? source.Address : null)
            : null;

        async Task<GitRun> RunAsync(params string[] arguments)
        {
            var run = await git.TryAsync(directory, arguments, cancellationToken).ConfigureAwait(false);
            return run.Succeeded ? run : throw new GitException(
                GitFailure.Other,
                $"Git does not read the work tree of '{directory}': "
                + $"{GitMessages.Reason(run.Errors, run.ExitCode).TrimEnd('.')}.");
        }
    }

    static bool IsInWorkTree(string? directory) =>
        directory is not null
        && (Path.Exists(Path.Combine(directory, ".git")) || IsInWorkTree(Path.GetDirectoryName(directory)));

    // Such as "# branch.oid 1f3c…".
    static Dictionary<string, string> Headers(GitRun status) => status.Lines
        .Select(line => line.Split(' ', 3))
        .Where(words => words is ["#", _, _])
        .ToDictionary(words => words[1], words => words[2]);

    static string[] Names(GitRun log) => log.Lines is [_, var names, ..]
        ? [.. names.Split(", ").Where(name => name.StartsWith(TagPrefix, StringComparison.Ordinal))
            .Select(name => name[TagPrefix.Length..].Replace("refs/tags/", "", StringComparison.Ordinal))]
        : [];
}
