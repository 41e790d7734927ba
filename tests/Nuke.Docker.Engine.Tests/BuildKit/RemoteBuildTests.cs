using System.Formats.Tar;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;
using Nuke.Docker.Secrets;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>What is built elsewhere comes to the engine, and is looked at there like any other image.</summary>
public abstract class RemoteBuildTests(PrivateEngine target, RemoteBuilder builder) : RemoteBuildTest(target, builder)
{
    const string From = $"FROM {RemoteBuilder.BaseImage}\n";

    [Fact]
    public async Task AnImageThatIsBuiltElsewhereIsOnTheEngineWithAllItsNames()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        Context.Write("file", "content");

        var built = await BuildAsync(
            proxy,
            From + $"COPY file /file\nRUN echo {Name} >/made && echo done\n",
            settings => settings.AddTags($"{Name}:2"));

        Assert.Equal("content", await OutputOfAsync($"{Name}:2", "cat", "/file"));
        Assert.Equal(Name, await OutputOfAsync(built.Id, "cat", "/made"));
        Assert.Equal(["done"], Events.Output);
        Assert.Equal(3, built.Steps.Count);
        Assert.Equal(Name, (await Docker.FindImageAsync(Name, Stop))!.Labels["nuke.docker.image"]);
        Assert.StartsWith("Built by the BuildKit ", Assert.Single(Events.Notices), StringComparison.Ordinal);
        Assert.EndsWith($" at '{proxy.Endpoint}'.", Assert.Single(Events.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnchangedBuildGivesTheSameImage()
    {
        await using var proxy = BuilderProxy.OnUnixSocket(Builder);
        const string Dockerfile = From + "RUN cat /proc/sys/kernel/random/uuid >/id\n";
        var first = await BuildAsync(proxy, Dockerfile);

        var second = await BuildAsync(proxy, Dockerfile);

        Assert.Equal(first.Id, second.Id);
        Assert.All(second.Steps.Where(step => step.Step.Number > 1), step => Assert.True(step.Cached));
    }

    [Fact]
    public async Task TheImageThatIsReplacedIsRemoved()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        var first = await BuildAsync(proxy, From + "RUN echo 1 >/file\n");

        var second = await BuildAsync(proxy, From + "RUN echo 2 >/file\n");

        Assert.NotEqual(first.Id, second.Id);
        Assert.False(await IsOnEngineAsync(first.Id));
        Assert.Equal("2", await OutputOfAsync(Name, "cat", "/file"));
    }

    [Fact]
    public async Task AnImageThatIsLookedAtHasItsOwnNamesAfterwards()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        const string Dockerfile = From + "RUN --mount=type=secret,id=token true\n";
        Task<BuiltImage> BuildAsync() =>
            this.BuildAsync(proxy, Dockerfile, settings => settings.AddSecret("token", $"geheim-{Name}"));
        await BuildAsync();

        var built = await BuildAsync();

        Assert.Equal([$"{Name}:latest"], (await Docker.FindImageAsync(built.Id, Stop))!.RepoTags);
    }

    [Fact]
    public async Task AnImageWithASecretInItGetsNoNameAndDoesNotStay()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        var value = $"geheim-{Name}";

        var error = await Assert.ThrowsAsync<SecretLeakException>(() => BuildAsync(
            proxy,
            From + "ARG WHERE\nRUN --mount=type=secret,id=token true\nENV TOKEN=" + value[..7] + "$WHERE\n",
            settings => settings
                .AddSecret("token", value)
                .SetBuildArgument("WHERE", value[7..])));

        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
        Assert.False(await IsOnEngineAsync(Name));
    }

    [Fact]
    public async Task APatternIsBuiltElsewhereFromEndToEnd()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        var builder = BuilderEndpoint.Parse(proxy.Endpoint);
        var pattern = Pattern(From + $"RUN mkdir /app && echo {Name} >/app/hello\n", From + "COPY hello /\n")
            .Artifact("/app/hello");

        await RunAsync(pattern with
        {
            BuilderImage = pattern.BuilderImage.SetBuilder(builder),
            RuntimeImage = pattern.RuntimeImage.SetBuilder(builder),
        });

        Assert.Equal(Name, await OutputOfAsync(Name, "cat", "/hello"));
    }

    [Fact]
    public async Task AFailingStepIsShownWithItsLine()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);

        var error = await Assert.ThrowsAsync<ImageBuildException>(
            () => BuildAsync(proxy, From + "RUN echo words; exit 7\n"));

        Assert.Equal(7, error.ExitCode);
        Assert.Contains("RUN echo words; exit 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("words", error.Message, StringComparison.Ordinal);
        Assert.False(await IsOnEngineAsync(Name));
    }

    [Fact]
    public async Task ABaseImageThatIsOnTheEngineAloneIsLentByEnginesThatCan()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        await BuildAsync($"FROM alpine\nRUN echo {Name} >/here\n", settings => settings.SetTags($"{Name}-base"));
        Task<BuiltImage> BuildFromItAsync() => BuildAsync(proxy, $"FROM {Name}-base\nRUN cp /here /there\n");

        if (Fixture is not RemoteBuilder)
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(BuildFromItAsync);
            Assert.Equal(
                $"Image '{Name}' is made from '{Name}-base', which is on the engine alone: a builder elsewhere cannot "
                + $"see it, and engine {Docker.Version.ServerVersion} cannot lend it, as engines since 25.0 can. Push "
                + "it to a registry and name it as it is there, or build with SetBuilder(ImageBuilder.Auto) or "
                + "--docker-builder auto.",
                error.Message);
            return;
        }

        await BuildFromItAsync();

        Assert.Equal(Name, await OutputOfAsync(Name, "cat", "/there"));
        Assert.Contains($"'{Name}-base' is on the engine alone: it is lent to the builder.", Events.Notices);
    }

    [Fact]
    public async Task NamedContextsGoToTheBuilder()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        Output.Write("assets/file", "directory");
        Output.Write("archived/file", "archive");
        var archive = Path.Combine(Output.Path, "assets.tar");
        await TarFile.CreateFromDirectoryAsync(
            Path.Combine(Output.Path, "archived"), archive, includeBaseDirectory: false);

        await BuildAsync(
            proxy,
            From + "COPY --from=assets file /directory\nCOPY --from=archived file /archive\n",
            settings => settings
                .AddNamedContext("assets", Path.Combine(Output.Path, "assets"))
                .AddNamedContext("archived", new NamedContext.Archive(archive)));

        Assert.Equal("directoryarchive", await OutputOfAsync(Name, "cat", "/directory", "/archive"));
    }

    [Fact]
    public async Task AnotherImageOfTheBuildIsLentUnderItsName()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        var other = ImageReference.Parse($"registry.example/{Name}-other:1");
        await BuildAsync(proxy, From + $"RUN echo {Name} >/here\n", settings => settings.SetTags(other));
        Task<BuiltImage> BuildWithItAsync() => BuildAsync(
            proxy,
            From + "COPY --from=other /here /there\n",
            settings => settings.AddNamedContext("other", new NamedContext.Definition(other)));

        if (Fixture is not RemoteBuilder)
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(BuildWithItAsync);
            Assert.StartsWith(
                $"Image '{Name}' is made from '{other}', which is on the engine alone: ",
                error.Message,
                StringComparison.Ordinal);
            return;
        }

        // What a killed process has left.
        var left = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"nuke-docker-lent-{Name}"));
        var mark = new FileInfo(Path.Combine(left.FullName, "mark"));
        await mark.Create().DisposeAsync();
        mark.LastWriteTimeUtc -= TimeSpan.FromMinutes(1);

        await BuildWithItAsync();

        Assert.Equal(Name, await OutputOfAsync(Name, "cat", "/there"));
        left.Refresh();
        Assert.False(left.Exists);
    }

    [Fact]
    public async Task ACancelledBuildLeavesNothing()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        using var cancel = new CancellationTokenSource();
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                cancel.Cancel();
        };
        var settings = Image(From + "RUN echo begun; sleep 1000\n").SetBuilder(BuilderEndpoint.Parse(proxy.Endpoint));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ImageBuild.RunAsync(Docker, settings, Events, cancel.Token));

        Assert.False(await IsOnEngineAsync(Name));
    }

    [Fact]
    public async Task ABuilderThatDiesWithinABuildIsOneError()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                _ = proxy.CutAsync();
        };

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => BuildAsync(proxy, From + "RUN echo begun; sleep 1000\n"));

        AssertTellsThatItDied(proxy, error);
        Assert.False(await IsOnEngineAsync(Name));
    }

    [Fact]
    public async Task ABuilderThatDiesWhileItsImageComesLeavesNothing()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        proxy.DiesAfterBytes = 5_000_000;

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => BuildAsync(proxy, From + "RUN head -c 10000000 /dev/urandom >/large\n"));

        AssertTellsThatItDied(proxy, error);
        Assert.False(await IsOnEngineAsync(Name));
        const string OnItsWay = $$"""{"reference":["{{RunOwner.LoadedRepository}}"]}""";
        using var images = await Fixture.Client.SendAsync(
            HttpMethod.Get, $"images/json?filters={Uri.EscapeDataString(OnItsWay)}", content: null, Stop);
        Assert.Equal("[]", (await images.Content.ReadAsStringAsync(Stop)).Trim());
    }

    static void AssertTellsThatItDied(BuilderProxy proxy, EngineUnavailableException error)
    {
        Assert.StartsWith(
            $"The BuildKit at '{proxy.Endpoint}' closed the connection during ",
            error.Message,
            StringComparison.Ordinal);
        Assert.EndsWith(". Look into buildkitd's log.", error.Message, StringComparison.Ordinal);
    }
}

[Collection(nameof(RemoteCollection))]
public sealed class RemoteBuildTestsForTheMachinesVersion(MachineEngine target, RemoteBuilder builder)
    : RemoteBuildTests(target, builder);

[Collection(nameof(RemoteCollection))]
public sealed class RemoteBuildTestsForTheContainerdStore(RemoteBuilder builder)
    : RemoteBuildTests(builder, builder);
