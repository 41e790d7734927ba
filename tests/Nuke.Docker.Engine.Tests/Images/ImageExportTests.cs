using System.Formats.Tar;
using System.IO.Compression;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Secrets;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

public abstract class ImageExportTests(PrivateEngine fixture) : EngineTest(fixture)
{
    const string Result =
        "FROM alpine AS build\nCOPY app /out/bin/app\nRUN chmod 750 /out/bin/app; ln -s bin/app /out/run\n"
        + "FROM scratch\nCOPY --from=build /out /\n";

    [Fact]
    public async Task OneBuildLeavesADirectoryAndAnArchive()
    {
        Context.Write("app", "built");
        Output.Write("out/kept", "kept");
        ImageOutput[] outputs = [new ImageOutput.Directory(PathOf("out")), new ImageOutput.Tar(PathOf("new/out.tgz"))];

        var exported = await ExportAsync(Result, outputs);

        Assert.Equal("built", await File.ReadAllTextAsync(PathOf("out/bin/app")));
        Assert.Equal((UnixFileMode)0b111_101_000, new FileInfo(PathOf("out/bin/app")).UnixFileMode);
        Assert.Equal("bin/app", new FileInfo(PathOf("out/run")).LinkTarget);
        Assert.Equal("kept", await File.ReadAllTextAsync(PathOf("out/kept")));
        await using var archive = new GZipStream(File.OpenRead(PathOf("new/out.tgz")), CompressionMode.Decompress);
        Assert.Equal(["bin/", "bin/app", "run"], await NamesAsync(archive));
        Assert.Equal(
            [new ExportedOutput(outputs[0], 1, 5), new ExportedOutput(
                outputs[1], 1, new FileInfo(PathOf("new/out.tgz")).Length)],
            exported.Outputs);
        Assert.Single(Directory.GetFiles(PathOf("new")));
        Assert.False(await IsOnEngineAsync(Name));
        Assert.Equal(4, exported.Steps.Count);
        Assert.Equal(4, Events.Steps.Count);
    }

    [Fact]
    public async Task FilesGoIntoAStreamThatStaysOpen()
    {
        Context.Write("app", "built");
        using var stream = new MemoryStream();

        var exported = await ExportAsync("FROM scratch\nCOPY app /bin/\n", new ImageOutput.TarTo(stream));

        Assert.Equal(stream.Length, Assert.Single(exported.Outputs).SizeBytes);
        stream.Position = 0;
        Assert.Equal(["bin/", "bin/app"], await NamesAsync(stream));
    }

    [Fact]
    public async Task AnArchiveOfTheImageIsLoadedByTheEngine()
    {
        Context.Write("app", "built");
        var file = PathOf("image.tar");

        var exported = await ExportAsync(
            "FROM alpine\nCOPY app /\n",
            [new ImageOutput.DockerArchive(file)],
            settings => settings.SetTags($"{Name}:1", $"{Name}:2"));

        Assert.Equal(new FileInfo(file).Length, Assert.Single(exported.Outputs).SizeBytes);
        Assert.Equal(!HasContainerdStore, await IsOnEngineAsync($"{Name}:1"));
        foreach (var tag in HasContainerdStore ? Array.Empty<string>() : ["1", "2"])
            await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"images/{Name}:{tag}", body: null, Stop);
        var loaded = await ImageLoad.RunAsync(Docker, file, Events, Stop);
        Assert.Equal(
            [$"{Name}:1", $"{Name}:2"], loaded.Select(image => $"{image.Reference}".Split("library/")[^1]).Order());
        Assert.Equal("built", await OutputOfAsync($"{Name}:2", "cat", "/app"));
    }

    [Fact]
    public async Task AnImageWithoutANameIsArchivedAndGone()
    {
        Context.Write("app", "built");

        await ExportAsync(
            "FROM alpine\nCOPY app /\n",
            [new ImageOutput.DockerArchive(PathOf("image.tar"))],
            settings => settings with { Tags = [] });

        await using var archive = File.OpenRead(PathOf("image.tar"));
        Assert.Contains("manifest.json", await NamesAsync(archive));
    }

    [Fact]
    public async Task AnOciLayoutIsWrittenWhereTheEngineCan()
    {
        Context.Write("app", "built");
        var file = PathOf("image.oci.tar");
        Task<ExportedImage> WriteAsync() =>
            ExportAsync(
                "FROM alpine\nCOPY app /\n",
                new ImageOutput.OciArchive(file),
                new ImageOutput.Directory(PathOf("files")));
        if (Fixture is MachineEngine)
        {
            var error = await Assert.ThrowsAsync<ImageArchiveException>(WriteAsync);
            Assert.Equal(
                $"'{file}' was not written: engine {Docker.Version.ServerVersion} writes no OCI archives, "
                + "Docker Engine does since 25.0. Save it in the format Docker, which every engine loads.",
                error.Message);
            Assert.Empty(Directory.EnumerateFileSystemEntries(Output.Path));
            return;
        }

        await WriteAsync();

        await using var archive = File.OpenRead(file);
        Assert.Superset(new HashSet<string> { "index.json", "oci-layout" }, (await NamesAsync(archive)).ToHashSet());
        Assert.Equal("built", await File.ReadAllTextAsync(PathOf("files/app")));
    }

    [Fact]
    public async Task TheClassicBuilderArchivesImagesAndRefusesFiles()
    {
        Context.Write("app", "built");
        const string Dockerfile = "FROM alpine\nCOPY app /\n";
        var file = PathOf("image.tar");

        await ExportAsync(Dockerfile, [new ImageOutput.DockerArchive(file)], Classic);
        var error = await Assert.ThrowsAsync<NotSupportedException>(
            () => ExportAsync(Dockerfile, [new ImageOutput.Tar(PathOf("files.tar"))], Classic));

        await using var archive = File.OpenRead(file);
        Assert.Contains("manifest.json", await NamesAsync(archive));
        Assert.Equal(
            $"The files of image '{Name}' cannot be written to '{PathOf("files.tar")}': the classic builder makes "
            + "images and nothing else. Call SetBuilder(ImageBuilder.BuildKit) on an engine that has it, or copy the "
            + "files out of a container with ArtifactCopy.",
            error.Message);

        static ImageBuildSettings Classic(ImageBuildSettings settings) => settings.SetBuilder(ImageBuilder.Classic);
    }

    [Fact]
    public async Task AFailedBuildLeavesWhatWasThere()
    {
        Output.Write("out.tar", "before");

        var error = await Assert.ThrowsAsync<ImageBuildException>(() => ExportAsync(
            "FROM alpine\nRUN exit 3\n",
            new ImageOutput.Tar(PathOf("out.tar")), new ImageOutput.Directory(PathOf("files"))));

        Assert.Equal(3, error.ExitCode);
        Assert.Equal("before", await File.ReadAllTextAsync(PathOf("out.tar")));
        Assert.Equal([PathOf("out.tar")], Directory.EnumerateFileSystemEntries(Output.Path));
    }

    [Fact]
    public async Task AFileInTheWayOfADirectoryIsNamed()
    {
        var file = Output.Write("file", "before");

        var error = await Assert.ThrowsAsync<ImageOutputException>(
            () => ExportAsync("FROM scratch\nCOPY Dockerfile /\n", new ImageOutput.Directory(file)));

        Assert.Equal(file, error.Path);
        Assert.StartsWith(
            $"'{file}' of the build's output cannot be written: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnArchiveWithASecretInItsHistoryIsNotWritten()
    {
        var value = $"geheim-{Name}";
        Task<ExportedImage> WriteAsync() => ExportAsync(
            "FROM alpine\nARG A\nARG B\nRUN echo \"$A$B\" >/dev/null\nENV X=$A$B\n",
            [new ImageOutput.DockerArchive(PathOf("image.tar"))],
            settings => settings
                .SetBuildArgument("A", value[..8])
                .SetBuildArgument("B", value[8..])
                .AddKnownSecrets(new KnownSecret("the token", value)));

        var error = await Assert.ThrowsAsync<SecretLeakException>(WriteAsync);

        Assert.StartsWith($"Image '{Name}' gave away the token: it is in ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Output.Path));
        Assert.False(await IsOnEngineAsync(Name));
    }

    private protected bool HasContainerdStore => Fixture is NewestEngineWithContainerdStore;

    string PathOf(string name) => Path.Combine(Output.Path, name);

    Task<ExportedImage> ExportAsync(string dockerfile, params ImageOutput[] outputs) =>
        ExportAsync(dockerfile, outputs, settings => settings);

    Task<ExportedImage> ExportAsync(
        string dockerfile, ImageOutput[] outputs, Func<ImageBuildSettings, ImageBuildSettings> configure) =>
        ImageBuild.ExportAsync(
            Docker, configure(Image(dockerfile).SetBuilder(ImageBuilder.BuildKit)), outputs, Events, Stop);

    static async Task<IReadOnlyList<string>> NamesAsync(Stream archive)
    {
        var names = new List<string>();
        await using var reader = new TarReader(archive);
        while (await reader.GetNextEntryAsync() is { } entry)
            names.Add(entry.Name);
        return names;
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class ImageExportTestsOnTheMachinesVersion(MachineEngine fixture) : ImageExportTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class ImageExportTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : ImageExportTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class ImageExportTestsWithTheContainerdStore(
    NewestEngineWithContainerdStore fixture) : ImageExportTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class ImageExportTestsOnEngine26(Engine26 fixture) : ImageExportTests(fixture);
