using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>Contexts that the engine fetches: with either builder the same.</summary>
public abstract class RemoteContextTests(PrivateEngine fixture) : GitTest(fixture)
{
    public static TheoryData<ImageBuilder> Builders => [ImageBuilder.Classic, ImageBuilder.BuildKit];

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task TheEngineFetchesADockerfileByItsAddress(ImageBuilder builder)
    {
        var address = Server.Serve("Dockerfile", "text/plain", "FROM alpine\nRUN echo fetched >/what\n"u8.ToArray());

        var built = await RunAsync(Settings.SetContext(address).SetBuilder(builder));

        Assert.Equal("fetched", await OutputOfAsync(Name, "cat", "/what"));
        Assert.Contains(built.Steps, step => step.Step.Instruction == "RUN echo fetched >/what");
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task TheEngineFetchesAnArchiveByItsAddress(ImageBuilder builder)
    {
        var archive = Archive(("app/Dockerfile", "FROM alpine\nCOPY app/file /\n"), ("app/file", "archived"));
        var settings = Settings.SetDockerfile("app/Dockerfile").SetBuilder(builder);

        await RunAsync(settings.SetContext(Server.Serve("app.tar", "application/x-tar", archive)));
        Assert.Equal("archived", await OutputOfAsync(Name, "cat", "/file"));

        await RunAsync(settings.SetContext(Server.Serve("app.tar.gz", "application/gzip", Compress(archive))));
        Assert.Equal("archived", await OutputOfAsync(Name, "cat", "/file"));
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task ChangedContentAtTheSameAddressIsBuiltAnew(ImageBuilder builder)
    {
        const string Dockerfile = "FROM alpine\nCOPY file /\n";
        foreach (var content in (string[])["one", "two"])
        {
            var archive = Archive(("Dockerfile", Dockerfile), ("file", content));

            await RunAsync(
                Settings.SetContext(Server.Serve("app.tar", "application/x-tar", archive)).SetBuilder(builder));

            Assert.Equal(content, await OutputOfAsync(Name, "cat", "/file"));
        }
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task TheEngineClonesACommitThatWasResolvedOnThisSide(ImageBuilder builder)
    {
        var commit = await Repository.CommitAsync(
            ("app/Dockerfile", "FROM alpine\nCOPY file /\n"), ("app/file", "cloned by the engine"));
        var settings = Settings.SetRemoteContext($"{Repository.Url}#main:app").SetBuilder(builder);
        if (Fixture is NewestEngine)
        {
            // Debian's package recommends git and does not need it.
            var error = await Assert.ThrowsAsync<ImageBuildException>(() => RunAsync(settings));
            Assert.Contains("git", error.Message.Split('\n')[0], StringComparison.Ordinal);
            return;
        }

        if (builder is ImageBuilder.BuildKit)
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(() => RunAsync(settings));
            Assert.Equal(
                $"Image '{Name}' cannot be built with BuildKit: that of engine {Docker.Version.ServerVersion} fetches "
                + "no directory of a repository. Take Auto, which leaves such an image to the classic builder.",
                error.Message);
            settings = settings.SetBuilder(ImageBuilder.Auto);
        }

        await RunAsync(settings);

        Assert.Equal("cloned by the engine", await OutputOfAsync(Name, "cat", "/file"));
        Assert.Equal(commit, (await LabelsAsync())[Revision]);
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task AnAddressThatIsNotThereIsTold(ImageBuilder builder)
    {
        var address = $"http://{Server.Address}/none.tar.gz";

        var error = await Assert.ThrowsAsync<ImageBuildException>(
            () => RunAsync(Settings.SetContext(address).SetBuilder(builder)));

        Assert.StartsWith(
            $"Image '{Name}' was not built from 'Dockerfile' of '{address}': ",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("404", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task AllOfItIsCopiedAndNoIgnoreFileCounts(ImageBuilder builder)
    {
        const string Dockerfile = "FROM alpine\nCOPY . /all/\n";
        var archive =
            Archive(("Dockerfile", Dockerfile), (".dockerignore", "ignored\n"), ("ignored", ""), ("file", ""));

        await RunAsync(Settings.SetContext(Server.Serve("a.tar", "application/x-tar", archive)).SetBuilder(builder));
        Assert.Equal(".dockerignore Dockerfile file ignored", await ListAsync());

        if (Fixture is NewestEngine)
            return;
        await Repository.CommitAsync(
            ("Dockerfile", Dockerfile), (".dockerignore", "ignored\n"), ("ignored", ""), ("file", ""));
        await RunAsync(Settings.SetRemoteContext(Repository.Url).SetBuilder(builder));
        Assert.Equal(".dockerignore .git Dockerfile file ignored", await ListAsync());
    }

    async Task<string> ListAsync() => (await OutputOfAsync(Name, "ls", "-A1", "/all")).Replace('\n', ' ');

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task AFailingStepIsTold(ImageBuilder builder)
    {
        var address = Server.Serve("Dockerfile", "text/plain", "FROM alpine\nRUN echo broken; exit 3\n"u8.ToArray());

        var error = await Assert.ThrowsAsync<ImageBuildException>(
            () => RunAsync(Settings.SetContext(address).SetBuilder(builder)));

        Assert.Contains("RUN echo broken; exit 3: exit code 3.\n", error.Message, StringComparison.Ordinal);
        Assert.Equal((3, "broken"), (error.ExitCode, error.Output[^1]));
    }

    static byte[] Archive(params (string Path, string Text)[] files)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Ustar))
            foreach (var (path, text) in files)
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                });
        return archive.ToArray();
    }

    static byte[] Compress(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var writer = new GZipStream(compressed, CompressionLevel.Fastest))
            writer.Write(bytes);
        return compressed.ToArray();
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class RemoteContextTestsOnTheMachinesVersion(MachineEngine fixture) : RemoteContextTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class RemoteContextTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : RemoteContextTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class RemoteContextTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : RemoteContextTests(fixture);
