using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.Containers;
using Nuke.Docker.Containers.Copying;

namespace Nuke.Docker.Core.Tests.Containers.Copying;

public class ArtifactMeasurementTests
{
    [Fact]
    public async Task HashOfAFileIsThatOfSha256Sum()
    {
        var item = Assert.Single(await MeasureAsync(new ArtifactsInMemory().File("app", "abc")));

        // printf abc | sha256sum; FIPS 180-2, appendix B.1.
        Assert.Equal(
            new CopiedArtifact(
                "app",
                IsDirectory: false,
                Files: 1,
                3,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            item);
    }

    [Fact]
    public async Task HashOfADirectoryIsThatOfItsList()
    {
        var item = Assert.Single(await MeasureAsync(new ArtifactsInMemory()
            .Directory("lib").SymbolicLink("lib/link", "a").File("lib/a", "abc").HardLink("lib/b", "lib/a")));

        var list = """
            directory 755 lib
            file 644 lib/a ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
            hardlink 644 lib/b lib/a
            symlink 777 lib/link a
            """;
        Assert.Equal(
            new CopiedArtifact(
                "lib",
                IsDirectory: true,
                Files: 1,
                3,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)))),
            item);
    }

    [Fact]
    public async Task OrderOfTheEntriesDoesNotMatter() =>
        Assert.Equal(
            await MeasureAsync(new ArtifactsInMemory().Directory("lib").File("lib/a", "1").File("lib/b", "2")),
            await MeasureAsync(new ArtifactsInMemory().Directory("lib").File("lib/b", "2").File("lib/a", "1")));

    [Fact]
    public async Task NameModeAndContentMatter()
    {
        ArtifactsInMemory[] directories =
        [
            new ArtifactsInMemory().Directory("lib").File("lib/a", "1"),
            new ArtifactsInMemory().Directory("lib").File("lib/b", "1"),
            new ArtifactsInMemory().Directory("lib").File("lib/a", "2"),
            new ArtifactsInMemory().Directory("lib").File("lib/a", "1", UnixFileMode.UserRead),
            new ArtifactsInMemory().Directory("lib").SymbolicLink("lib/a", "1"),
        ];
        var hashes = new HashSet<string>();
        foreach (var directory in directories)
            hashes.Add(Assert.Single(await MeasureAsync(directory)).Sha256);

        Assert.Equal(directories.Length, hashes.Count);
    }

    [Fact]
    public async Task ArtifactsAreMeasuredOneByOne()
    {
        var items = await MeasureAsync(
            new ArtifactsInMemory().File("b", "12").Directory("a").File("a/c", "1").File("a/d", "345"));

        Assert.Equal(
            [("b", false, 1, 2L), ("a", true, 2, 4L)],
            items.Select(item => (item.Path, item.IsDirectory, item.Files, item.SizeBytes)));
    }

    [Fact]
    public async Task DirectoriesOfTheSamePathAreMerged() =>
        Assert.Equal(2, Assert.Single(await MeasureAsync(new ArtifactsInMemory()
            .Directory("lib").File("lib/a").Directory("lib").File("lib/b"))).Files);

    [Fact]
    public async Task TwoArtifactsOfTheSamePathAreRefused()
    {
        ArtifactsInMemory[] sources =
        [
            new ArtifactsInMemory().File("bin/app").File("bin/app"),
            new ArtifactsInMemory().Directory("bin/app").File("bin/app"),
            new ArtifactsInMemory().File("bin/app").Directory("bin/app"),
            new ArtifactsInMemory().SymbolicLink("bin/app", "elsewhere").Directory("bin/app"),
        ];
        foreach (var source in sources)
            Assert.Equal(
                "Two artifacts would both become 'bin/app'. Give one of them another destination.",
                (await Assert.ThrowsAsync<InvalidDataException>(() => MeasureAsync(source))).Message);
    }

    static async Task<IReadOnlyList<CopiedArtifact>> MeasureAsync(ArtifactsInMemory source)
    {
        var measurement = new ArtifactMeasurement();
        await foreach (var entry in source.ReadAsync(CancellationToken.None))
        {
            using var content = entry.Content is null ? null : new HashingStream(entry.Content);
            if (content is not null)
                await content.CopyToAsync(Stream.Null);
            measurement.Add(entry, content?.Sha256());
        }
        return measurement.Items();
    }
}
