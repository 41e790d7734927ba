using System.Formats.Tar;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>What leaves an image without a container.</summary>
public abstract class ImageFilesTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task PathsLeaveUnderTheirNumbers()
    {
        await SolveAsync(
            "FROM alpine\nRUN mkdir -p /out/dir/sub; chmod 2750 /out/dir; echo 1 >/out/file; chmod 4711 /out/file; "
            + "ln /out/file /out/dir/a; ln /out/dir/a /out/dir/b; ln -s ../file /out/dir/link; ln -s dir /out/alias\n");
        var entries = await CopyAsync(
            new("/out/file", false), new("/out/dir", false), new("/out/alias", false), new("/out/missing", true),
            new("/out/file", true));

        Assert.Equal(
            [
                "0000 RegularFile 4711", "0001/ Directory 2750", "0001/a RegularFile 4711",
                "0001/b HardLink 4711 0001/a", "0001/link SymbolicLink 777 ../file",
                "0001/sub/ Directory 755",
                "0002/ Directory 2750", "0002/a RegularFile 4711",
                "0002/b HardLink 4711 0002/a", "0002/link SymbolicLink 777 ../file",
                "0002/sub/ Directory 755",
                "0004 RegularFile 4711",
            ],
            entries);
    }

    [Fact]
    public async Task NamesThatPatternsAreMadeOfAreNamesAllTheSame()
    {
        await SolveAsync("FROM alpine\nRUN mkdir /out; cd /out; touch 'a]' 'a^' 'a-' 'grün ☃' '-' x\n");

        var entries = await CopyAsync(
            new("/out/a]", true),
            new("/out/a^", true),
            new("/out/a-", true),
            new("/out/grün ☃", true),
            new("/out/-", true),
            new("/out/y", true));

        Assert.Equal(["0000", "0001", "0002", "0003", "0004"], entries.Select(entry => entry.Split(' ')[0]));
    }

    [Theory]
    [InlineData("/nowhere", false)]
    [InlineData("/nowhere/file", false)]
    [InlineData("/nowhere/file", true)]
    [InlineData("/etc/passwd/file", false)]
    public async Task APathThatCannotBeThereIsAFailure(string path, bool mayBeMissing)
    {
        await SolveAsync("FROM alpine\nRUN echo 1 >/file\n");

        await Assert.ThrowsAsync<SolveException>(() => CopyAsync(new ImagePath(path, mayBeMissing)));
    }

    async Task<IReadOnlyList<string>> CopyAsync(params ImagePath[] paths)
    {
        using var connection = await ConnectAsync();
        using var archive = new MemoryStream();
        await BuildKitBuild.CopyAsync(
            connection,
            new ImageFiles($"docker.io/library/{Name}:latest", paths),
            _ => Task.FromResult<Stream>(archive),
            Stop);
        var entries = new List<string>();
        await using var reader = new TarReader(new MemoryStream(archive.ToArray()));
        while (await reader.GetNextEntryAsync() is { } entry)
            entries.Add(
                $"{entry.Name} {entry.EntryType} {Convert.ToString((int)entry.Mode, 8)} {entry.LinkName}".TrimEnd());
        return entries;
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class ImageFilesTestsOnTheMachinesVersion(MachineEngine fixture) : ImageFilesTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class ImageFilesTestsOnEngine26(Engine26 fixture) : ImageFilesTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class ImageFilesTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : ImageFilesTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class ImageFilesTestsWithTheContainerdStore(
    NewestEngineWithContainerdStore fixture) : ImageFilesTests(fixture);
