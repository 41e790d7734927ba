using System.Formats.Tar;
using System.Security.Cryptography;

namespace Nuke.Docker.Contexts;

/// <summary>A context as text: one line per entry, in the archive's order, with all that an image can see of
/// it.</summary>
static class ContextListing
{
    const UnixFileMode Permissions = (UnixFileMode)0b111_111_111_111; // 07777: old versions add bits of the type.

    public static async Task<IReadOnlyList<string>> OfAsync(ContextContent content)
    {
        using var archive = new MemoryStream();
        await content.WriteAsync(archive, CancellationToken.None);
        return Of(archive.ToArray());
    }

    public static IReadOnlyList<string> Of(byte[] archive)
    {
        var lines = new List<string>();

        // The CLI leaves the end mark out when it brings a Dockerfile from outside.
        using var reader = new TarReader(new MemoryStream([.. archive, .. new byte[1024]]));
        while (reader.GetNextEntry() is { } entry)
        {
            var type = entry.EntryType is TarEntryType.V7RegularFile ? TarEntryType.RegularFile : entry.EntryType;
            var mode = Convert.ToString((int)(entry.Mode & Permissions), 8);
            lines.Add($"'{entry.Name}' {type} {mode} {entry.Uid}:{entry.Gid} {entry.LinkName}{Digest(entry)}");
        }

        return lines;
    }

    static string Digest(TarEntry entry) =>
        entry.DataStream is { } data ? $"{entry.Length} {Convert.ToHexStringLower(SHA256.HashData(data))[..8]}" : "";
}
