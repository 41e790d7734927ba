using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Secrets;

/// <summary>The scan finds a value that is there: what it does not find is no proof otherwise.</summary>
public sealed class SecretScanTests
{
    const string Value = "geheim/+ß&-7Kq2xY0w";
    readonly SecretScan _scan = new("another value", Value);

    public static TheoryData<string, string> Forms() => new()
    {
        { Value, "as it is" },
        { Convert.ToHexString(Encoding.UTF8.GetBytes(Value)), "in hexadecimal" },
        { Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Value)), "in hexadecimal" },
        { "https://user:geheim%2F%2B%C3%9F%26-7Kq2xY0w@host", "in a URL" },
        { "https://user:geheim%2f%2b%c3%9f%26-7Kq2xY0w@host", "in a URL" },
        { Base64(Value), "in base64" },
        { Base64($"me:{Value}"), "in base64" },
        { Base64($"user:{Value}:"), "in base64" },
        { Base64($"user:{Value}").Replace('+', '-').Replace('/', '_'), "in base64" },
        { $$"""{"password":"geheim\/+ß&-7Kq2xY0w"}""", "in JSON" },
        { """{"password":"geheim/\u002B\u00DF\u0026-7Kq2xY0w"}""", "in JSON" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task AValueIsFoundInEveryForm(string text, string form)
    {
        await _scan.LookIntoAsync(
            "file", new MemoryStream(Encoding.UTF8.GetBytes($"{new string('-', 90_000)}{text}!")));

        Assert.Equal([$"file: the value {form}"], _scan.Findings);
    }

    [Fact]
    public async Task AValueIsFoundInFilesOfLayersOfAnImage()
    {
        var layer = await TarAsync(("app/.git/config", Encoding.UTF8.GetBytes($"url = http://user:{Value}@host\n")));
        var image = await TarAsync(("manifest.json", "[]"u8.ToArray()), ("blobs/sha256/1", Compress(layer)));

        await _scan.LookIntoAsync("image", new MemoryStream(image));

        Assert.Equal(
            [
                "image > blobs/sha256/1 (unzipped) > app/.git/config: the value as it is",
                "image > blobs/sha256/1 (unzipped): the value as it is",
            ],
            _scan.Findings);
        Assert.True(_scan.Count >= 4);
    }

    [Fact]
    public async Task AValueIsFoundInWhatIsDeflatedAndInNames()
    {
        using var directory = new TemporaryDirectory();
        directory.Write($"a/{Value.Replace('/', '-')}", "x");
        var scan = new SecretScan(Value.Replace('/', '-'), "in the object of git");
        await using (var file = File.Create(Path.Combine(directory.Path, "object")))
        await using (var deflated = new ZLibStream(file, CompressionMode.Compress))
            await deflated.WriteAsync("what is in the object of git"u8.ToArray());

        await scan.LookIntoAsync(directory.Path);

        Assert.Equal(
            [
                $"a/{Value.Replace('/', '-')}: the value as it is",
                "object (inflated): the value as it is",
            ],
            scan.Findings.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatOnlyBeginsLikeAnArchiveIsSearchedAsItIs()
    {
        byte[] broken = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 9, 9, 9, .. Encoding.UTF8.GetBytes(Value)];

        await _scan.LookIntoAsync("broken.gz", new MemoryStream(broken));
        await _scan.LookIntoAsync("x", new MemoryStream([0x78, 0x9c, .. Encoding.UTF8.GetBytes(Value)]));

        Assert.Equal(["broken.gz: the value as it is", "x: the value as it is"], _scan.Findings);
    }

    [Fact]
    public async Task ABlobThatCannotBeReadIsNoProof()
    {
        await _scan.LookIntoAsync("blobs/sha256/1/data", new MemoryStream([0x28, 0xb5, 0x2f, 0xfd, 0]));

        Assert.Equal(["blobs/sha256/1/data: cannot be read, it is compressed with zstd"], _scan.Findings);
    }

    [Fact]
    public async Task WhatIsNotThereIsNotFound()
    {
        await _scan.LookIntoAsync(
            "file", new MemoryStream(Encoding.UTF8.GetBytes($"{Value[..^1]} {Base64(Value[1..])}")));
        _scan.Look("text", Value[1..]);

        Assert.Empty(_scan.Findings);
        Assert.Equal(2, _scan.Count);
    }

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(content);
        return compressed.ToArray();
    }

    static async Task<byte[]> TarAsync(params (string Name, byte[] Content)[] files)
    {
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
            foreach (var (name, content) in files)
                await writer.WriteEntryAsync(
                    new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return tar.ToArray();
    }
}
