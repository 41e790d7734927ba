using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Nuke.Docker.Testing;

/// <summary>
/// Looks for values, as they are and in the usual encodings, in whatever holds bytes: archives are opened, whatever is
/// compressed is decompressed, at any depth. Independent of the product, whose list of encodings may lack one.
/// </summary>
/// <param name="values">Long and random enough to be nowhere by chance.</param>
public sealed class SecretScan(params IEnumerable<string> values)
{
    readonly SecretNeedles _needles = new(values);
    readonly List<string> _findings = [];
    readonly Dictionary<string, (long, DateTime)> _known = new(StringComparer.Ordinal);

    /// <summary>Where a value was found, in which form, and what could not be read; each once.</summary>
    public IReadOnlyList<string> Findings => [.. _findings.Distinct()];

    /// <summary>How many files and members of archives were looked into: none would prove nothing.</summary>
    public int Count { get; private set; }

    /// <summary>Looks into a text, such as the lines of a log.</summary>
    public void Look(string place, string text)
    {
        Count++;
        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
        _findings.AddRange(_needles.FindIn(bytes).Select(form => $"{place}: {form}"));
    }

    /// <summary>Passes over what is below a directory now and does not change: what is older than a value cannot hold
    /// it.</summary>
    public void Skip(string directory)
    {
        foreach (var file in FilesOf(directory))
            _known[file.FullName] = StateOf(file);
    }

    /// <summary>Looks into all files below a directory, and at their names.</summary>
    /// <param name="directory">Where it is.</param>
    /// <param name="place">What findings are called before the relative name.</param>
    public async Task LookIntoAsync(string directory, string place = "")
    {
        foreach (var file in FilesOf(directory).Where(IsNew))
        {
            var name = place + Path.GetRelativePath(directory, file.FullName);
            Look(name, name);
            if (file.LinkTarget is { } target)
                Look(name, target);
            else if (file.Length > 0) // Neither are pipes nor devices, which have no end.
                await LookIntoFileAsync(name, file);
        }
    }

    /// <summary>Looks into a file, an archive or a blob.</summary>
    public async Task LookIntoAsync(string place, Stream content)
    {
        Count++;
        await using var searched = new SearchedStream(content, _needles);
        var start = new byte[512];
        var length = await searched.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false);
        await using var whole = new PrefixedStream(start.AsMemory(0, length), searched);
        try
        {
            await OpenAsync(place, start.AsMemory(0, length), whole);
        }
        catch (Exception e) when (
            e is InvalidDataException or EndOfStreamException or FormatException or NotSupportedException)
        {
            // It only began like an archive, or is one of an old form: its bytes are searched as they are.
        }

        await searched.CopyToAsync(Stream.Null);
        _findings.AddRange(searched.Found.Select(form => $"{place}: {form}"));
    }

    async Task OpenAsync(string place, ReadOnlyMemory<byte> start, Stream whole)
    {
        switch (start.Span)
        {
            case [0x1f, 0x8b, ..]:
                await using (var unzipped = new GZipStream(whole, CompressionMode.Decompress))
                    await LookIntoAsync($"{place} (unzipped)", unzipped);
                break;
            case [0x78, 0x01 or 0x9c or 0xda, ..]: // As git keeps its objects.
                await using (var inflated = new ZLibStream(whole, CompressionMode.Decompress))
                    await LookIntoAsync($"{place} (inflated)", inflated);
                break;
            case [0x28, 0xb5, 0x2f, 0xfd, ..] when place.Contains("blobs/sha256", StringComparison.Ordinal):
                _findings.Add($"{place}: cannot be read, it is compressed with zstd");
                break;
            case { Length: 512 } header when header[257..262].SequenceEqual("ustar"u8):
                await ListAsync(place, whole);
                break;
        }
    }

    async Task ListAsync(string place, Stream archive)
    {
        await using var reader = new TarReader(archive, leaveOpen: true);
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            var name = $"{place} > {entry.Name}";
            Look(name, $"{entry.Name} {entry.LinkName}");
            if (entry is PaxTarEntry pax)
                Look(name, string.Join(' ', pax.ExtendedAttributes));
            if (entry.DataStream is { } content)
                await LookIntoAsync(name, content);
        }
    }

    static IEnumerable<FileInfo> FilesOf(string directory) => new DirectoryInfo(directory).EnumerateFiles(
        "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None });

    bool IsNew(FileInfo file) => !_known.TryGetValue(file.FullName, out var state) || state != StateOf(file);

    static (long Length, DateTime Written) StateOf(FileInfo file) =>
        (file.LinkTarget is null ? file.Length : 0, file.LastWriteTimeUtc);

    async Task LookIntoFileAsync(string name, FileInfo file)
    {
        try
        {
            await using var content = file.OpenRead();
            await LookIntoAsync(name, content);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // The engine has removed it meanwhile.
        }
        catch (IOException)
        {
            // .NET respects the locks of others, such as BuildKit's on its databases; cat does not.
            using var cat =
                Process.Start(new ProcessStartInfo("cat", [file.FullName]) { RedirectStandardOutput = true })!;
            await LookIntoAsync(name, cat.StandardOutput.BaseStream);
        }
    }
}
