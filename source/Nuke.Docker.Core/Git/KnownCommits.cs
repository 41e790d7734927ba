using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nuke.Docker.Git;

/// <summary>Remembers the commit that each source stood at when its remote was last asked.</summary>
sealed class KnownCommits
{
    static readonly JsonSerializerOptions _format = new() { WriteIndented = true };

    readonly string _directory;

    KnownCommits(string directory) => _directory = directory;

    public static KnownCommits? In(string? cacheDirectory) => cacheDirectory is null ? null : new(cacheDirectory);

    /// <summary>A name for a text that may hold whatever a file name must not.</summary>
    public static string Key(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    public void Write(ResolvedCommit commit)
    {
        Directory.CreateDirectory(_directory);
        var path = PathOf(commit.Source);
        var entry = new Entry(
            commit.Source.Address, commit.Source.Reference, commit.Commit, commit.ReferenceName, commit.SeenAt);
        // Under a name of its own until it is whole: another build may read at any time.
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(entry, _format) + "\n");
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>What was written for the source; null if nothing was, or nothing that can be used.</summary>
    public ResolvedCommit? Read(GitSource source)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry>(File.ReadAllText(PathOf(source))) is { } entry
                && entry.Address == source.Address && entry.Reference == source.Reference
                && GitReference.IsCommit(entry.Commit)
                    ? new ResolvedCommit
                    {
                        Source = source,
                        Commit = entry.Commit,
                        ReferenceName = entry.ReferenceName,
                        SeenAt = entry.SeenAt,
                        IsLastKnown = true
                    }
                    : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            // Not there, or not ours: the same as never heard of. The failure of the remote is what the user is told.
            return null;
        }
    }

    string PathOf(GitSource source) => Path.Combine(_directory, $"{Key($"{source.Address}#{source.Reference}")}.json");

    sealed record Entry(string Address, string? Reference, string Commit, string? ReferenceName, DateTimeOffset SeenAt);
}
