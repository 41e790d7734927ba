using System.Formats.Tar;
using System.Security.Cryptography;

namespace Nuke.Docker.Samples.Tests;

/// <summary>The files of an image: path, type, mode, owner, link and content; no times.</summary>
static class ImageFiles
{
    /// <summary>Written anew, and differently, whenever a package is installed, a program compiled, a repository
    /// cloned.</summary>
    static readonly string[] _volatile = ["var/cache/", "var/log/", "etc/ld.so.cache", "root/.cache/", "/.git/"];

    /// <summary>In the order of their paths.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(PrivateEngine engine, string image)
    {
        var id = await engine.Client.CreateContainerAsync(image, []);
        try
        {
            using var response = await engine.Client.SendAsync(
                HttpMethod.Get, $"containers/{id}/export", content: null, CancellationToken.None);
            await using var archive = await response.Content.ReadAsStreamAsync();
            return await ListAsync(archive);
        }
        finally
        {
            await engine.Client.SendJsonAsync(
                HttpMethod.Delete, $"containers/{id}?force=1", body: null, CancellationToken.None);
        }
    }

    static async Task<IReadOnlyList<string>> ListAsync(Stream archive)
    {
        var files = new List<string>();
        await using var reader = new TarReader(archive);
        while (await reader.GetNextEntryAsync() is { } entry)
            if (!_volatile.Any(path => entry.Name.Contains(path, StringComparison.Ordinal)))
                files.Add(Describe(entry));
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    static string Describe(TarEntry entry)
    {
        var content = entry.DataStream is { } data ? Convert.ToHexStringLower(SHA256.HashData(data)) : "";
        return $"{entry.Name} {entry.EntryType} {entry.Mode} {entry.Uid}:{entry.Gid} {entry.LinkName} {content}";
    }
}
