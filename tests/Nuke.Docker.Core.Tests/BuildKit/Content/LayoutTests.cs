using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Content;
using Nuke.Docker.Contexts;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.BuildKit.Content;

public sealed class LayoutTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void AnImageIsFoundByItsTagOrItsFullNameOrAlone()
    {
        var (a, b) = (DigestOf("a"), DigestOf("b"));
        const string Annotations =
            """{"org.opencontainers.image.ref.name":"1","io.containerd.image.name":"r.example/a:1"}""";
        var two = Index($$"""{"manifests":[{"digest":"{{a}}","annotations":{{Annotations}} },{"digest":"{{b}}"}]}""");

        Assert.Equal(a, two.Find("1"));
        Assert.Equal(a, two.Find("r.example/a:1"));
        Assert.Null(two.Find("2"));
        Assert.Null(two.Find(name: null));
        Assert.Equal(["r.example/a:1"], two.Names);
        Assert.Equal(b, Index($$"""{"manifests":[{"digest":"{{b}}"}]}""").Find(name: null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"manifests":[{}]}""")]
    [InlineData("""{"manifests":[{"digest":7}]}""")]
    [InlineData("""{"manifests":[{"digest":"sha256:../x"}]}""")]
    [InlineData("""{"manifests":[{"digest":"sha256:1","annotations":[]}]}""")]
    public void WhatIsNoIndexIsNamed(string text)
    {
        var error = Assert.Throws<BuildContentException>(() => Index(text));

        Assert.StartsWith("'index.json' is no index of an OCI image layout: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatAnIndexHoldsBesideStaysThere()
    {
        var manifest = "{}"u8.ToArray();
        var (a, b) = (DigestOf("a"), DigestOf("b"));
        LayoutIndex.Put(_directory.Path, "latest", a, manifest);
        LayoutIndex.Put(_directory.Path, "other", b, manifest);

        LayoutIndex.Put(_directory.Path, "latest", b, manifest);

        var index = LayoutIndex.ReadFrom(_directory.Path)!;
        Assert.Equal(b, index.Find("latest"));
        Assert.Equal(b, index.Find("other"));
        Assert.Equal(2, Directory.GetFiles(_directory.Path).Length); // index.json and oci-layout
        Assert.Null(LayoutIndex.ReadFrom(Path.Combine(_directory.Path, "nowhere")));
    }

    [Fact]
    public void ManyMayPublishAtOnce()
    {
        Parallel.For(0, 20, i => LayoutIndex.Put(_directory.Path, $"{i}", DigestOf($"{i}"), "{}"u8));

        Assert.Equal(20, LayoutIndex.ReadFrom(_directory.Path)!.Names.Count());
    }

    [Fact]
    public void WhatADeadProcessHasLeftIsRemovedAfterADay()
    {
        _directory.Write("ingest/a", "x");

        new LayoutDirectory(_directory.Path).RemoveAbandoned(DateTime.UtcNow.AddHours(23));
        Assert.True(File.Exists(Path.Combine(_directory.Path, "ingest", "a")));
        new LayoutDirectory(_directory.Path).RemoveAbandoned(DateTime.UtcNow.AddHours(25));
        Assert.False(File.Exists(Path.Combine(_directory.Path, "ingest", "a")));
    }

    [Fact]
    public void WhatNothingReachesIsRemovedAfterADay()
    {
        var (config, layer, stale) = (Blob("config"), Blob("layer"), Blob("stale"));
        var inner = Blob(
            $$"""{"config":{"digest":"{{config}}"},"layers":[{"digest":"{{layer}}","mediaType":"layer"}]}""");
        var outer = Blob(
            $$"""{"manifests":[{"digest":"{{inner}}","mediaType":"application/vnd.oci.image.manifest.v1+json"}]}""");
        var before = Blob($$"""{"schemaVersion":2,"layers":[{"digest":"{{stale}}"}]}""");
        LayoutIndex.Put(_directory.Path, LayoutIndex.Latest, outer, "{}"u8);
        var cache = new LayoutDirectory(_directory.Path);

        cache.RemoveUnreachable(DateTime.UtcNow.AddHours(23));
        Assert.Equal(6, Blobs.Count);
        cache.RemoveUnreachable(DateTime.UtcNow.AddHours(25));

        Assert.Equal(new[] { config, layer, inner, outer }.Select(one => one.Hex).Order(), Blobs);
        Assert.Null(cache.Open(before));
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory.Path, "ingest")));
    }

    [Fact]
    public void WhatABuildUsesIsNotRemoved()
    {
        var cache = new LayoutDirectory(_directory.Path) { IsCache = true };
        var (found, layer, stale) = (Blob("found"), Blob("layer"), Blob("stale"));
        var read = Blob($$"""{"schemaVersion":2,"layers":[{"digest":"{{layer}}"}]}""");
        LayoutIndex.Put(_directory.Path, LayoutIndex.Latest, Blob("{}"), "{}"u8);
        foreach (var path in Directory.GetFiles(Path.Combine(_directory.Path, "blobs", "sha256")))
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-2));

        cache.Open(found)!.Dispose();
        cache.Use(read);
        cache.RemoveUnreachable(DateTime.UtcNow);

        Assert.All([found, layer, read], one => Assert.Contains(one.Hex, Blobs));
        Assert.DoesNotContain(stale.Hex, Blobs);
    }

    [Theory]
    [InlineData("no manifest")]
    [InlineData(null)]
    public void WhereAManifestCannotBeReadNothingIsRemoved(string? manifest)
    {
        Blob("unreachable");
        var digest = manifest is null ? DigestOf("gone") : Blob(manifest);
        LayoutIndex.Put(_directory.Path, LayoutIndex.Latest, digest, "{}"u8);
        var blobs = Blobs;

        new LayoutDirectory(_directory.Path).RemoveUnreachable(DateTime.UtcNow.AddDays(2));

        Assert.Equal(blobs, Blobs);
    }

    [Fact]
    public async Task BlobsOfAnArchiveAreReadWhereTheyLie()
    {
        var digest = DigestOf("content");
        var path = Path.Combine(_directory.Path, "image.tar");
        await using (var writer = new System.Formats.Tar.TarWriter(File.Create(path)))
            foreach (var (name, content) in (IEnumerable<(string, string)>)
                [("./index.json", "{}"), ($"blobs/sha256/{digest.Hex}", "content"), ("after", "x")])
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
                });

        using var archive = await LayoutArchive.OpenAsync(path, CancellationToken.None);

        using var blob = archive.Open(digest)!;
        Assert.Equal("content", Encoding.UTF8.GetString(blob.ReadAll()));
        Assert.Equal(digest, blob.Hash(CancellationToken.None));
        Assert.Equal("{}", Encoding.UTF8.GetString(archive.Find("index.json")!.ReadAll()));
        Assert.Null(archive.Open(DigestOf("other")));
        Assert.Null(archive.Begin());
    }

    [Fact]
    public async Task WhatIsNoArchiveIsNamed()
    {
        var path = _directory.Write("image.tar", new string('x', 2000));

        var error = await Assert.ThrowsAsync<BuildContextException>(
            () => LayoutArchive.OpenAsync(path, CancellationToken.None));

        Assert.StartsWith($"'{path}' is no tar archive: ", error.Message, StringComparison.Ordinal);
    }

    IReadOnlyList<string> Blobs =>
    [
        .. Directory.GetFiles(Path.Combine(_directory.Path, "blobs", "sha256"))
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];

    BlobDigest Blob(string content)
    {
        var digest = DigestOf(content);
        _directory.Write($"blobs/sha256/{digest.Hex}", content);
        return digest;
    }

    static BlobDigest DigestOf(string content) => BlobDigest.Of(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    static LayoutIndex Index(string text) => LayoutIndex.Parse(Encoding.UTF8.GetBytes(text), "index.json");
}
