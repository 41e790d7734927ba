using Nuke.Docker.BuildKit.Content;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Ownership;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>Disks of this machine that are full or read-only: one error, and nothing half done, here or
/// there.</summary>
public abstract class FullDiskTests(PrivateEngine fixture) : EngineTest(fixture), IAsyncLifetime
{
    private protected const string Full = "the disk is full. Make room, or choose a place that can be written to.";
    private protected const string ReadOnly =
        "the file system is read-only. Make room, or choose a place that can be written to.";

    // 3 MB that cannot be compressed.
    const string Dockerfile =
        "FROM alpine AS build\nRUN mkdir /out; echo small >/out/1; head -c 3000000 /dev/urandom >/out/2\n"
        + "FROM scratch\nCOPY --from=build /out /\n";

    SmallDisk? _disk;

    private protected SmallDisk Disk => _disk!;

    public new async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _disk = await SmallDisk.MountAsync();
    }

    public new async Task DisposeAsync()
    {
        await Disk.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task ADirectoryOnAFullDiskHasWholeFilesOnly()
    {
        var error = await FailAsync(new ImageOutput.Directory(PathOf("files")));

        Assert.Equal($"'{PathOf("files/2")}' of the build's output cannot be written: {Full}", error.Message);
        Assert.Subset(new HashSet<string> { "files", "files/1" }, Disk.Entries.ToHashSet());
    }

    [Theory]
    [InlineData("files.tar")]
    [InlineData("files.tgz")]
    public async Task AnArchiveOfFilesOnAFullDiskIsNotThere(string name)
    {
        var error = await FailAsync(new ImageOutput.Tar(PathOf(name)));

        Assert.Equal($"'{PathOf(name)}' cannot be written: {Full}", error.Message);
        Assert.Empty(Disk.Entries);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnArchiveOfTheImageOnAFullDiskIsNotThere(bool isOci)
    {
        var file = PathOf("image.tar");

        var error = await FailAsync(isOci ? new ImageOutput.OciArchive(file) : new ImageOutput.DockerArchive(file));

        Assert.Equal($"'{file}' cannot be written: {Full}", error.Message);
        Assert.Empty(Disk.Entries);
    }

    [Fact]
    public async Task ArtifactsOnAFullDiskAreNotThere()
    {
        Context.Write("Dockerfile-builder", "FROM alpine\nRUN mkdir /out; head -c 3000000 /dev/urandom >/out/2\n");
        Context.Write("Dockerfile-runtime", "FROM alpine\n");
        var pattern = BuilderPattern.From(Context.Path).Named(Name).Artifact("/out").WriteArtifactsTo(PathOf("out"));

        var error = await Assert.ThrowsAsync<IOException>(() => RunAsync(pattern));

        Assert.Equal($"The artifacts cannot be written to '{PathOf("out")}': {Full}", error.Message);
        Assert.Empty(Disk.Entries);
    }

    [Fact]
    public async Task NothingIsWrittenToAReadOnlyDisk()
    {
        Directory.CreateDirectory(PathOf("files"));
        await Disk.MakeReadOnlyAsync();

        var files = await FailAsync(new ImageOutput.Directory(PathOf("files")));
        var archive = await FailAsync(new ImageOutput.DockerArchive(PathOf("image.tar")));

        Assert.Equal($"'{PathOf("files")}' of the build's output cannot be written: {ReadOnly}", files.Message);
        Assert.Equal($"'{PathOf("image.tar")}' cannot be written: {ReadOnly}", archive.Message);
        Assert.Equal(["files"], Disk.Entries);
    }

    private protected string PathOf(string name) => Path.Combine(Disk.Path, name);

    async Task<ImageOutputException> FailAsync(ImageOutput output)
    {
        var settings = Image(Dockerfile).SetBuilder(ImageBuilder.BuildKit) with { Tags = [] };
        return await Assert.ThrowsAsync<ImageOutputException>(
            () => ImageBuild.ExportAsync(Docker, settings, [output], Events, Stop));
    }

    private protected async Task AssertNoCacheAsync(string reason)
    {
        var cache = PathOf("cache");

        var error = await Assert.ThrowsAsync<BuildContentException>(() => BuildAsync(
            Dockerfile,
            settings => settings.SetBuilder(ImageBuilder.BuildKit)
                .AddCacheTo(new BuildCache.Local(cache, BuildCacheMode.Max))));

        Assert.Equal($"'{cache}/ingest' of a build's cache cannot be written: {reason}", error.Message);
        Assert.DoesNotContain(
            Disk.Entries,
            entry => entry.StartsWith("cache/ingest/", StringComparison.Ordinal)
                || entry.StartsWith("cache/index.json", StringComparison.Ordinal));
    }

    private protected async Task AssertNoneIsKeptAsync(string reason)
    {
        var before = Disk.Entries;
        await using var archive = new SpillingArchive("What is added", 1_000, Disk.Path);

        var error = await Assert.ThrowsAsync<BuildContextException>(
            async () => await archive.WriteAsync(new byte[2_000_000], Stop));

        Assert.Equal(
            $"What is added cannot be kept in '{Disk.Path}' until it is sent: {reason}. "
            + "Let TMPDIR name a directory with enough space.",
            error.Message);
        Assert.Equal(before, Disk.Entries);
    }
}

[Collection(nameof(NewestEngineCollection))]
public sealed class FullDiskTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : FullDiskTests(fixture)
{
    [Fact]
    public Task WhatIsAddedToAContextIsNotKeptOnAFullDisk() => AssertNoneIsKeptAsync("the disk is full");

    [Fact]
    public async Task ArtifactsOnTheirWayAreNotKeptOnAFullDisk()
    {
        Pattern("FROM alpine\nWORKDIR /app\nRUN truncate -s 20M built\n", "FROM alpine\nCOPY built /\n");
        using var program = ProgramProcess.Start(
            Disk.Path, Ownership.Program.Run, Fixture.Endpoint, Context.Path, Name);

        var error = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.StartsWith(
            "Unhandled exception. Nuke.Docker.Contexts.BuildContextException: The copy of the artifacts cannot be kept "
            + $"in '{Disk.Path}' until it is sent: the disk is full. Let TMPDIR name a directory with enough space.\n",
            error,
            StringComparison.Ordinal);
        Assert.Empty(Disk.Entries);
        Assert.False(await IsOnEngineAsync(Name));
    }
}

[Collection(nameof(ContainerdStoreCollection))]
public sealed class FullDiskTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : FullDiskTests(fixture)
{
    [Fact]
    public Task ACacheOnAFullDiskHasNoIndex() => AssertNoCacheAsync(Full);

    [Fact]
    public async Task NothingIsKeptOnAReadOnlyDisk()
    {
        Directory.CreateDirectory(PathOf("cache/ingest"));
        await Disk.MakeReadOnlyAsync();

        await AssertNoCacheAsync(ReadOnly);
        await AssertNoneIsKeptAsync("the file system is read-only");
    }
}
