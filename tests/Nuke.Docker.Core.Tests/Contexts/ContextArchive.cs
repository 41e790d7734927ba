using System.Formats.Tar;

namespace Nuke.Docker.Contexts;

/// <summary>Writes contexts and reads them back with the runtime's own tar reader.</summary>
static class ContextArchive
{
    public static async Task<byte[]> ToBytesAsync(this ContextContent content)
    {
        using var stream = new MemoryStream();
        await content.WriteAsync(stream, CancellationToken.None);
        return stream.ToArray();
    }

    public static async Task<string[]> ToNamesAsync(this ContextContent content) =>
        [.. Read(await content.ToBytesAsync()).Select(entry => entry.Name)];

    public static List<TarEntry> Read(byte[] archive)
    {
        var entries = new List<TarEntry>();
        using var reader = new TarReader(new MemoryStream(archive));
        while (reader.GetNextEntry(copyData: true) is { } entry)
            entries.Add(entry);
        return entries;
    }

    public static string Text(this TarEntry entry)
    {
        using var reader = new StreamReader(entry.DataStream ?? Stream.Null);
        return reader.ReadToEnd();
    }
}
