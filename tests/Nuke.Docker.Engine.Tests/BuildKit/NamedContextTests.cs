using System.Formats.Tar;
using System.Text;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Contexts that a Dockerfile calls by their name.</summary>
public abstract class NamedContextTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task ADirectoryWithANameIsAContextOfItsOwn()
    {
        Output.Write("file", "from elsewhere");
        Output.Write("left out", "x");
        Output.Write(".dockerignore", "left*\n");
        Task<bool> NamedAsync() => IsBuiltAsync(
            "FROM alpine\nCOPY --from=assets . /assets/\n",
            settings => settings.AddNamedContext("assets", Output.Path));
        if (!await NamedAsync())
            return;
        Assert.Equal("from elsewhere", await OutputOfAsync(Name, "cat", "/assets/file"));
        Assert.Equal(
            ".dockerignore,file,", await OutputOfAsync(Name, "sh", "-c", "cd /assets; ls -A | sort | tr '\\n' ,"));

        Output.Write("file", "from there, changed");
        await NamedAsync();
        Assert.Equal("from there, changed", await OutputOfAsync(Name, "cat", "/assets/file"));
    }

    [Fact]
    public async Task AnArchiveWithANameIsAContextOfItsOwn()
    {
        var archive = Path.Combine(Output.Path, "assets.tar");
        await using (var writer = new TarWriter(File.Create(archive)))
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "deep/file")
            {
                Mode = (UnixFileMode)0b111_101_000,
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes("archived")),
            });

        if (!await IsBuiltAsync(
            "FROM alpine\nCOPY --from=assets deep /assets\n"
            + "RUN --mount=from=assets,target=/all cp /all/deep/file /mounted\n",
            settings => settings.AddNamedContext("assets", new NamedContext.Archive(archive))))
            return;

        Assert.Equal("archived", await OutputOfAsync(Name, "cat", "/mounted"));
        Assert.Equal("750", await OutputOfAsync(Name, "stat", "-c", "%a", "/assets/file"));
    }

    [Fact]
    public async Task AnImageThatOnlyTheEngineHasTakesANameOrAnothersPlace()
    {
        var other = $"registry.example/{Name}-other:1";
        await BuildKitAsync("FROM alpine\nRUN echo other >/file\nENV OTHER=1\n", settings => settings.SetTags(other));

        if (!await IsBuiltAsync(
            "FROM nobody/has:this AS first\nRUN echo $OTHER >/env\nFROM alpine\nCOPY --from=first /env /file /\n"
            + "COPY --from=shop /file /copy\n",
            settings => settings
                .AddNamedContext("nobody/has:this", ImageReference.Parse(other))
                .AddNamedContext("shop:latest", new NamedContext.Definition(ImageReference.Parse(other)))))
            return;

        Assert.Equal("1\nother\nother", await OutputOfAsync(Name, "cat", "/env", "/file", "/copy"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnImageOfALayoutTakesAName(bool inArchive)
    {
        OciLayoutSample.Write(Output, "1.0", "laid out");
        var path = Output.Path;
        if (inArchive)
        {
            path = Path.Combine(Context.Path, "layout.tar");
            await TarFile.CreateFromDirectoryAsync(Output.Path, path, includeBaseDirectory: false);
        }

        const string Dockerfile = "FROM layout AS laid\nFROM alpine\nCOPY --from=laid /file /file\n";
        ImageBuildSettings Name10(ImageBuildSettings settings) =>
            settings.AddNamedContext("layout", new NamedContext.OciLayout(path, "1.0"));
        if (IsNew && !HasContainerdStore)
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(() => BuildKitAsync(Dockerfile, Name10));
            Assert.Equal(
                $"{Described} reads no image of an OCI layout, without the containerd image store. "
                + "Load it with ImageLoad and name the image, or turn the store on.",
                error.Message);
            return;
        }

        if (!await IsBuiltAsync(Dockerfile, Name10))
            return;

        Assert.Equal("laid out", await OutputOfAsync(Name, "cat", "/file"));
    }

    /// <summary>Builds; an engine that knows no such contexts has to say so.</summary>
    async Task<bool> IsBuiltAsync(string dockerfile, Func<ImageBuildSettings, ImageBuildSettings> configure)
    {
        if (IsNew)
        {
            await BuildKitAsync(dockerfile, configure);
            return true;
        }

        var error = await Assert.ThrowsAsync<NotSupportedException>(() => BuildKitAsync(dockerfile, configure));
        Assert.Equal($"{Described} knows no contexts with a name. Build on engine 23 or newer.", error.Message);
        return false;
    }

    Task<BuiltImage> BuildKitAsync(string dockerfile, Func<ImageBuildSettings, ImageBuildSettings> configure) =>
        BuildAsync(dockerfile, settings => configure(settings).SetBuilder(ImageBuilder.BuildKit));
}

[Collection(nameof(MachineEngineCollection))]
public sealed class NamedContextTestsOnTheMachinesVersion(MachineEngine fixture) : NamedContextTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class NamedContextTestsOnEngine26(Engine26 fixture) : NamedContextTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class NamedContextTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : NamedContextTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class NamedContextTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : NamedContextTests(fixture);
