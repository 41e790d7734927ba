using System.Diagnostics;

namespace Nuke.Docker.Testing;

/// <summary>A repository without a work tree, written to from a work tree beside it.</summary>
public sealed class GitRepository
{
    readonly string _bare;
    readonly string _tree;

    GitRepository(string bare, string url) => (_bare, _tree, Url) = (bare, $"{bare}.tree", url);

    /// <summary>Where clients find it.</summary>
    public string Url { get; }

    /// <summary>Absolute path of the repository itself.</summary>
    public string Path => _bare;

    /// <summary>Makes an empty repository, whose <c>HEAD</c> is <c>main</c>.</summary>
    /// <param name="bare">Absolute path of the repository.</param>
    /// <param name="url">Where clients find it; by default as a file.</param>
    public static async Task<GitRepository> CreateAsync(string bare, string? url = null)
    {
        var repository = new GitRepository(bare, url ?? $"file://{bare}");
        await GitInAsync("/", "init", "--quiet", "--bare", "--initial-branch=main", bare);
        await GitInAsync("/", "init", "--quiet", "--initial-branch=main", repository._tree);
        await GitInAsync(repository._tree, "remote", "add", "origin", bare);
        return repository;
    }

    /// <summary>Commits files upon the current branch, and publishes the commit.</summary>
    /// <returns>The commit's ID.</returns>
    public async Task<string> CommitAsync(params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            var path = System.IO.Path.Combine(_tree, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text);
        }
        await GitAsync("add", "--all");
        await GitAsync("commit", "--quiet", "--allow-empty", "--message", "a commit");
        await GitAsync("push", "--quiet", "--force", "origin", "HEAD");
        return (await GitAsync("rev-parse", "HEAD")).Trim();
    }

    /// <summary>Runs git in the work tree, and publishes what has come of it.</summary>
    public async Task RunAsync(params string[] arguments)
    {
        await GitAsync(arguments);
        await GitAsync("push", "--quiet", "--force", "--all", "origin");
        await GitAsync("push", "--quiet", "--force", "--tags", "origin");
    }

    /// <summary>Runs git in the work tree.</summary>
    /// <returns>What it has written.</returns>
    public Task<string> GitAsync(params string[] arguments) => GitInAsync(_tree, arguments);

    /// <summary>Runs git, which must end well, with an author and a time that are always the same.</summary>
    public static async Task<string> GitInAsync(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "protocol.file.allow=always", .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            Environment =
            {
                ["GIT_CONFIG_GLOBAL"] = "/dev/null",
                ["GIT_AUTHOR_NAME"] = "A",
                ["GIT_AUTHOR_EMAIL"] = "a@example.org",
                ["GIT_AUTHOR_DATE"] = "2024-05-06T07:08:09+02:00",
                ["GIT_COMMITTER_NAME"] = "A",
                ["GIT_COMMITTER_EMAIL"] = "a@example.org",
                ["GIT_COMMITTER_DATE"] = "2024-05-06T07:08:09+02:00",
            },
        };
        using var git = Process.Start(start)!;
        var output = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        return git.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"'git {string.Join(' ', arguments)}' ended with exit code {git.ExitCode}.");
    }
}
