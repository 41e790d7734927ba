using Nuke.Docker.Containers;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;
using Nuke.Docker.Progress;
using Nuke.Docker.Secrets;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Podman;

/// <summary>podman answers the Engine API its own way: the steps of the pattern hold there too.</summary>
[Collection(nameof(PodmanCollection))]
public sealed class PodmanTests(PodmanWithAlpine engine) : EngineTest(engine)
{
    [Fact]
    public void EngineIsRecognized() => Assert.True(Docker.Version.IsPodman);

    [Fact]
    public async Task ThePatternIsRunTwiceAndTheSecondTimeCached()
    {
        Context.Write("source", "1");
        var pattern = Pattern(
            "FROM alpine\nWORKDIR /out\nCOPY source .\nRUN cp source app && mkdir parts && echo 2 >parts/one.so\n",
            "FROM alpine\nCOPY app /\nCOPY parts /parts\n").WriteArtifactsTo(Output.Path);
        // An address of its own: why the classic builder is taken is said once for each.
        await using var proxy = new EngineProxy(Fixture.Endpoint);
        await using var podman = await DockerEngine.ConnectAsync(EngineEndpoint.Parse(proxy.Endpoint), Stop);

        var first = await RunAsync(podman, pattern);
        Assert.Empty(await LeftoversAsync());
        var second = await RunAsync(podman, pattern);

        Assert.Equal(["app", "parts"], first.Artifacts.Select(artifact => artifact.Path));
        Assert.Equal("1", await File.ReadAllTextAsync(Path.Combine(Output.Path, "app")));
        Assert.Equal("1\n2", await OutputOfAsync(Name, "sh", "-c", "cat /app; echo; cat /parts/one.so"));
        Assert.Equal((first.Builder.Id, first.Runtime.Id), (second.Builder.Id, second.Runtime.Id));
        Assert.Contains(
            "RUN cp source app && mkdir parts && echo 2 >parts/one.so",
            Events.Steps.Select(step => step.Step.Instruction));
        Assert.Equal(
            [
                $"Images are built with the classic builder: the engine {podman.Version.ServerVersion} "
                + $"at {podman.Endpoint.Description} has no BuildKit.",
            ],
            Events.All.OfType<ProgressEvent.Notice>().Select(notice => notice.Text));
    }

    [Fact]
    public async Task StepsOfSeveralStagesAreRecognized()
    {
        await BuildAsync("FROM alpine AS one\nRUN echo made >/file\nFROM alpine\nCOPY --from=one /file /\n");

        Assert.Equal("made", await OutputOfAsync(Name, "cat", "/file"));
        Assert.Equal(
            ["FROM alpine AS one", "RUN echo made >/file", "FROM alpine", "COPY --from=one /file /"],
            Events.Steps.Take(4).Select(step => step.Step.Instruction));
        Assert.DoesNotContain(Events.Output, line => line.Contains("STEP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FailingCommandIsShownInItsFile()
    {
        var error =
            await Assert.ThrowsAsync<ImageBuildException>(() => BuildAsync("FROM alpine\nRUN echo broken && exit 3\n"));

        Assert.StartsWith(
            $"Image '{Name}' stopped at step 2/3, RUN echo broken && exit 3: ",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal(2, error.Line);
        Assert.Contains("broken", error.Output);
    }

    [Fact]
    public async Task AnImageIsNamedOnceItIsKnownToHaveNoSecretInIt()
    {
        await BuildAsync("FROM alpine\nRUN echo 1 >/app\n", Knowing);

        var error = await Assert.ThrowsAsync<SecretLeakException>(() => BuildAsync(
            "FROM alpine\nARG A\nARG B\nENV JOINED=$A$B\n",
            settings => Knowing(settings).SetBuildArgument("A", "sword").SetBuildArgument("B", "fish-1")));

        Assert.StartsWith(
            $"Image '{Name}' gave away the parameter Token: it is in ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish-1", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/app"));

        static ImageBuildSettings Knowing(ImageBuildSettings settings) =>
            settings.AddKnownSecrets(new KnownSecret("the parameter Token", "swordfish-1"));
    }

    [Fact]
    public async Task WithoutBuildKitTheClassicBuilderIsTaken()
    {
        var built = await BuildAsync("FROM alpine\nRUN echo 1 >/app\n");

        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/app"));
        Assert.Equal(ImageBuilder.Classic, built.Builder);
    }

    [Fact]
    public async Task WithoutBuildKitItIsRefusedIfItIsDemanded()
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(
            () => BuildAsync("FROM alpine\n", settings => settings.SetBuilder(ImageBuilder.BuildKit)));

        Assert.Equal(
            $"Image '{Name}' cannot be built with BuildKit: the engine {Docker.Version.ServerVersion} "
            + $"at {Docker.Endpoint.Description} has none. Take Auto, which leaves such an image to the classic "
            + "builder.",
            error.Message);
    }

    [Theory]
    [InlineData(ImageBuilder.Auto)]
    [InlineData(ImageBuilder.Classic)]
    public async Task SecretsAreRefusedAndNotPassedInAnotherWay(ImageBuilder builder)
    {
        const string Value = "s3cret-of-nobody-else";
        await using var proxy = new EngineProxy(Fixture.Endpoint);
        await using var podman = await DockerEngine.ConnectAsync(EngineEndpoint.Parse(proxy.Endpoint), Stop);
        var settings = Image("FROM alpine\nRUN true\n").SetBuilder(builder).AddSecret("nuget", Value);

        var error = await Assert.ThrowsAsync<BuildSecretException>(
            () => ImageBuild.RunAsync(podman, settings, Events, Stop));

        Assert.StartsWith(
            $"Image '{Name}' cannot be built with the secret 'nuget' from the settings: ",
            error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("POST /build", proxy.Requests);
        Assert.DoesNotContain(Value, proxy.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItsOwnBuilderMounts()
    {
        await BuildAsync("FROM alpine\nRUN --mount=type=tmpfs,target=/t grep -c ' /t ' /proc/mounts >/file\n");

        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/file"));
    }

    [Fact]
    public async Task ContainerIsRunAndRead()
    {
        var exitCode = await ContainerRun.RunAsync(
            Docker, ContainerRunSettings.Default.SetImage("alpine")
                .SetArguments("sh", "-c", "echo hello; exit 3"), Events, Stop);

        Assert.Equal(3, exitCode);
        Assert.Equal(["hello"], Events.Output);
    }

    async Task<BuilderPatternReport> RunAsync(DockerEngine podman, BuilderPattern pattern)
    {
        await using var run = podman.Start(pattern, Events);
        return await run.RunAsync(Stop);
    }
}

[CollectionDefinition(nameof(PodmanCollection))]
public sealed class PodmanCollection : ICollectionFixture<PodmanWithAlpine>;

public sealed class PodmanWithAlpine : PodmanEngine
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await EnsureBaseImagesAsync("alpine");
    }
}
