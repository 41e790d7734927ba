using System.Formats.Tar;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

public abstract class ImageArchiveTests(PrivateEngine fixture) : EngineTest(fixture)
{
    private protected string File(string name) => Path.Combine(Output.Path, "new", name);

    [Theory]
    [InlineData("images.tar")]
    [InlineData("images.tar.gz")]
    public async Task WhatIsSavedIsLoaded(string name)
    {
        var (first, second) =
            (await BuildAsync("FROM alpine\nRUN echo 1 >/one\n"), ImageReference.Parse($"{Name}:second"));
        await ImageTag.RunAsync(Docker, first.Id, [second], Events, Stop);

        var size = await ImageSave.RunAsync(Docker, Saving(name).SetImages(Name, $"{second}"), Stop);
        await Docker.RemoveImageAsync(first.Id, force: true, keepParents: false, Stop);
        var loaded = await ImageLoad.RunAsync(Docker, File(name), Events, Stop);

        Assert.Equal(new FileInfo(File(name)).Length, size);
        Assert.Equal(name.EndsWith(".gz", StringComparison.Ordinal), await IsCompressedAsync(File(name)));
        Assert.Equal([File(name)], Directory.GetFiles(Path.GetDirectoryName(File(name))!));
        Assert.Equal(
            [$"{Name}:latest {first.Id}", $"{second} {first.Id}"],
            loaded.Select(image => $"{image.Reference} {image.Id}").Order(StringComparer.Ordinal));
        Assert.Equal("1", await OutputOfAsync($"{second}", "cat", "/one"));
    }

    [Fact]
    public async Task AMissingImageIsNamedAndTheFileStaysAsItWas()
    {
        Output.Write("new/images.tar", "before");

        var error = await Assert.ThrowsAsync<ImageArchiveException>(
            () => ImageSave.RunAsync(Docker, Saving("images.tar").SetImages($"{Name}:missing"), Stop));

        Assert.Equal(
            $"'{File("images.tar")}' was not written: there is no image '{Name}:missing' on the engine. Pull or build "
            + "it first.",
            error.Message);
        Assert.Equal("before", await System.IO.File.ReadAllTextAsync(File("images.tar")));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File("images.tar"))!));
    }

    [Fact]
    public async Task WhatIsNoArchiveIsSaid()
    {
        Output.Write("new/images.tar", "no archive");

        var error = await Assert.ThrowsAsync<ImageArchiveException>(
            () => ImageLoad.RunAsync(Docker, File("images.tar"), Events, Stop));

        Assert.StartsWith($"'{File("images.tar")}' was not loaded: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $". It has to be an archive with manifest.json for engine {Docker.Version.ServerVersion}, as 'docker "
            + "save' writes it.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsMissingIsSaid()
    {
        var error = await Assert.ThrowsAsync<ImageArchiveException>(
            () => ImageLoad.RunAsync(Docker, "/nowhere/images.tar", Events, Stop));

        Assert.Equal("No image can be loaded: there is no file '/nowhere/images.tar'. Save one first.", error.Message);
    }

    [Fact]
    public async Task SettingsAreCheckedAtOnce()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => ImageSave.RunAsync(Docker, ImageSaveSettings.Default.SetFile("images.tar"), Stop));

        Assert.Equal(
            "Images cannot be saved, for 2 reasons: none is set. Call SetImages; the file 'images.tar' is not an "
            + "absolute path.",
            error.Message);
    }

    [Fact]
    public async Task AnImageThatLosesItsLastNameIsRemoved()
    {
        var old = await BuildAsync("FROM alpine\nRUN echo old >/app\n");

        await ImageTag.RunAsync(Docker, "alpine", [ImageReference.Parse(Name)], Events, Stop);

        Assert.False(await IsOnEngineAsync(old.Id));
        Assert.Equal((await Docker.FindImageAsync("alpine", Stop))!.Id, (await Docker.FindImageAsync(Name, Stop))!.Id);
    }

    private protected ImageSaveSettings Saving(string name) => ImageSaveSettings.Default.SetFile(File(name));

    private protected static async Task<IReadOnlyList<string>> EntriesAsync(string file)
    {
        await using var stream = System.IO.File.OpenRead(file);
        await using var reader = new TarReader(stream);
        var names = new List<string>();
        while (await reader.GetNextEntryAsync() is { } entry)
            names.Add(entry.Name);
        return names;
    }

    // RFC 1952, section 2.3.1.
    static async Task<bool> IsCompressedAsync(string file) =>
        (await System.IO.File.ReadAllBytesAsync(file)).AsSpan(0, 2) is [0x1f, 0x8b];
}

[Collection(nameof(MachineEngineCollection))]
public sealed class ImageArchiveTestsOnTheMachinesVersion(MachineEngine fixture) : ImageArchiveTests(fixture)
{
    [Fact]
    public async Task AnOlderEngineRefusesTheOciFormat()
    {
        var error = await Assert.ThrowsAsync<ImageArchiveException>(
            () => ImageSave.RunAsync(
                Docker, Saving("oci.tar").SetImages("alpine").SetFormat(ImageArchiveFormat.Oci), Stop));

        Assert.Equal(
            $"'{File("oci.tar")}' was not written: engine {Docker.Version.ServerVersion} writes no OCI archives, "
            + "Docker Engine does since 25.0. Save it in the format Docker, which every engine loads.",
            error.Message);
    }
}

[Collection(nameof(NewestEngineCollection))]
public sealed class ImageArchiveTestsOnTheNewestVersion(NewestEngineWithAlpine fixture, PrivateEngine older)
    : ImageArchiveTests(fixture), IClassFixture<PrivateEngine>
{
    [Fact]
    public async Task AnOciArchiveHasALayoutThatOlderEnginesLoadToo()
    {
        await ImageSave.RunAsync(Docker, Saving("oci.tar").SetImages("alpine").SetFormat(ImageArchiveFormat.Oci), Stop);

        var entries = await EntriesAsync(File("oci.tar"));

        Assert.Contains("oci-layout", entries);
        Assert.Contains("index.json", entries);
        await using var engine = await DockerEngine.ConnectAsync(EngineEndpoint.Parse(older.Endpoint), Stop);
        var loaded = Assert.Single(await ImageLoad.RunAsync(engine, File("oci.tar"), Events, Stop));
        Assert.Equal("alpine:latest", $"{loaded.Reference}");
    }
}

[Collection(nameof(ContainerdStoreCollection))]
public sealed class ImageArchiveTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : ImageArchiveTests(fixture);
