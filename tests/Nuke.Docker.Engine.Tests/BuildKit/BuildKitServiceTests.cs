using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>What BuildKit asks for beside files, and what depends on its version.</summary>
public abstract class BuildKitServiceTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    const string Credentials =
        $$"""{"username":"{{LoopbackRegistry.UserName}}","password":"{{LoopbackRegistry.Password}}"}""";

    /// <summary>Whether it is that of an engine 26 or newer.</summary>
    private protected abstract bool IsNew { get; }

    private protected abstract bool HasContainerdStore { get; }

    [Fact]
    public async Task TheEnginesBuildKitIsFound()
    {
        using var connection = await ConnectAsync();

        Assert.Equal(HasContainerdStore, connection.HasContainerdStore);
    }

    [Fact]
    public async Task AStepReachesTheAgentOfThisMachine()
    {
        using var agent = await SshAgent.StartAsync();
        await SshAgent.CopyClientAsync(Path.Combine(Context.Path, "client"));

        await SolveAsync(
            "FROM alpine\nCOPY client /client\nRUN --mount=type=ssh LD_LIBRARY_PATH=/client /client/ld.so /client/ssh-add -l >/keys\n",
            settings =>
                settings with { SshAgents = new Dictionary<string, string> { ["default"] = agent.SocketPath } });

        Assert.Contains(" the test's key ", await OutputOfAsync(Name, "cat", "/keys"), StringComparison.Ordinal);
        var error = await Assert.ThrowsAsync<SolveException>(
            () => SolveAsync("FROM alpine\nRUN --mount=type=ssh,required=true true\n"));
        Assert.Contains("default", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APrivateBaseImageIsPulledWithOurCredentials()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication, Fixture);
        var image = $"{registry.Address}/base";
        await Fixture.Client.SendJsonAsync(HttpMethod.Post, $"images/alpine/tag?repo={image}&tag=1", body: null, Stop);
        Assert.Null(await Fixture.Client.PushAsync(image, "1", Credentials));
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"images/{image}:1", body: null, Stop);
        var asked = new List<string>();

        await SolveAsync($"FROM {image}:1\nRUN echo 1 >/made\n", settings => settings with
        {
            Credentials = (host, _) =>
            {
                asked.Add(host);
                return Task.FromResult<RegistryAuth?>(
                    new() { Username = LoopbackRegistry.UserName, Password = LoopbackRegistry.Password });
            },
        });

        Assert.Equal([registry.Address], asked);
        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/made"));
        var error = await Assert.ThrowsAsync<SolveException>(() => SolveAsync($"FROM {image}:2\n"));
        Assert.Contains(registry.Address, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACacheInTheImageSparesAnEmptyEngineTheWork()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None, Fixture);
        var image = $"{registry.Address}/{Name}";
        const string Dockerfile = "FROM alpine\nRUN cat /proc/sys/kernel/random/uuid >/id\n";
        await SolveAsync(Dockerfile, settings => settings with
        {
            Outputs = [new BuildOutput.Image([$"{image}:1"])],
            CacheExports = [new ExporterEntry("inline")],
        });
        Assert.Null(await Fixture.Client.PushAsync(image, "1"));
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"images/{image}:1", body: null, Stop);
        await Fixture.Client.SendJsonAsync(HttpMethod.Post, "build/prune?all=1", body: null, Stop);

        var built = await SolveAsync(Dockerfile, settings => settings with
        {
            CacheImports = [new ExporterEntry("registry", new Dictionary<string, string> { ["ref"] = $"{image}:1" })],
        });

        Assert.True(Assert.Single(built.Steps, step => step.Step.Number == 2).Cached);
    }

    [Fact]
    public async Task ACacheInARegistryIsWrittenWhereTheEngineCan()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None, Fixture);
        var cache = new ExporterEntry(
            "registry", new Dictionary<string, string> { ["ref"] =
                $"{registry.Address}/{Name}:cache", ["mode"] = "max" });
        const string Dockerfile = "FROM alpine\nRUN cat /proc/sys/kernel/random/uuid >/id\n";
        Task<BuildKitResult> WriteAsync() =>
            SolveAsync(Dockerfile, settings => settings with { CacheExports = [cache] });
        if (!HasContainerdStore)
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(WriteAsync);
            Assert.Equal(
                $"{Described} exports its cache only 'inline', without the containerd image store. "
                + "Export it so, or turn the store on.",
                error.Message);
            return;
        }

        await WriteAsync();
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"images/{Name}", body: null, Stop);
        await Fixture.Client.SendJsonAsync(HttpMethod.Post, "build/prune?all=1", body: null, Stop);
        var built = await SolveAsync(Dockerfile, settings => settings with { CacheImports = [cache] });

        Assert.True(Assert.Single(built.Steps, step => step.Step.Number == 2).Cached);
    }

    [Fact]
    public async Task AMountedCacheIsThereInTheNextBuild()
    {
        var mount = $"RUN --mount=type=cache,id={Name},target=/cache";
        await SolveAsync(
            $"FROM alpine\n{mount} echo kept >/cache/file\n", settings => settings with { Outputs = [] });

        await SolveAsync($"FROM alpine\n{mount} cp /cache/file /file\n");

        Assert.Equal("kept", await OutputOfAsync(Name, "cat", "/file"));
    }

    [Fact]
    public async Task ADirectoryWithANameIsAContextOfItsOwn()
    {
        using var other = new TemporaryDirectory();
        other.Write("file", "from elsewhere");
        var assets = await BuildContext.FromDirectory(
            other.Path, BuildContextSettings.Default.SetDockerfileText("FROM scratch\n")).ScanAsync(Stop);
        Task<BuildKitResult> BuildAsync() => SolveAsync(
            "FROM alpine\nCOPY --from=assets file /\n",
            settings =>
                settings with { NamedContexts = new Dictionary<string, ContextContent> { ["assets"] = assets } });
        if (!IsNew)
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(BuildAsync);
            Assert.Equal(
                $"{Described} knows no contexts with a name. Build on engine 23 or newer.", error.Message);
            return;
        }

        await BuildAsync();

        Assert.Equal("from elsewhere", await OutputOfAsync(Name, "cat", "/file"));
    }

    [Fact]
    public async Task WhatWouldBeDroppedSilentlyIsRefused()
    {
        Task<BuildKitResult> BuildAsync() => SolveAsync(
            "FROM scratch\nCOPY Dockerfile /\n",
            settings =>
                settings with { Outputs = [new BuildOutput.Image([Name]), new BuildOutput.Directory(Output.Path)] });
        if (!IsNew)
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(BuildAsync);
            Assert.Equal(
                $"{Described} writes one output of several. Ask for one, or build on engine 26 or newer.",
                error.Message);
            return;
        }

        await BuildAsync();

        Assert.True(await IsOnEngineAsync(Name));
        Assert.True(File.Exists(Path.Combine(Output.Path, "Dockerfile")));
    }

    string Described => $"The BuildKit of engine {Docker.Version.ServerVersion} at {Docker.Endpoint.Description}";
}

[Collection(nameof(MachineEngineCollection))]
public sealed class BuildKitServiceTestsOnTheMachinesVersion(MachineEngine fixture) : BuildKitServiceTests(fixture)
{
    private protected override bool IsNew => false;

    private protected override bool HasContainerdStore => false;
}

[Collection(nameof(NewestEngineCollection))]
public sealed class BuildKitServiceTestsOnTheNewestVersion(
    NewestEngineWithAlpine fixture) : BuildKitServiceTests(fixture)
{
    private protected override bool IsNew => true;

    private protected override bool HasContainerdStore => false;
}

[Collection(nameof(ContainerdStoreCollection))]
public sealed class BuildKitServiceTestsWithTheContainerdStore(
    NewestEngineWithContainerdStore fixture) : BuildKitServiceTests(fixture)
{
    private protected override bool IsNew => true;

    private protected override bool HasContainerdStore => true;
}
