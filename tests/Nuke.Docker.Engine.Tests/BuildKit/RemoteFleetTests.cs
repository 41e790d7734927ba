using Nuke.Docker.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Which of several builders builds.</summary>
[Collection(nameof(RemoteCollection))]
public sealed class RemoteFleetTests(MachineEngine target, RemoteBuilder builder) : RemoteBuildTest(target, builder)
{
    const string From = $"FROM {RemoteBuilder.BaseImage}\n";

    [Fact]
    public async Task ABuilderThatDoesNotAnswerIsPassedOverWithAWarning()
    {
        await using var alive = BuilderProxy.OnTcp(Builder);
        var dead = await DeadAsync();

        await BuildAsync([dead, BuilderEndpoint.Parse(alive.Endpoint)], From);

        Assert.True(await IsOnEngineAsync(Name));
        Assert.Equal(
            [
                $"A builder is passed over: No BuildKit answered at '{dead.Address}': connection refused. "
                + "Start buildkitd or pass --docker-builder.",
            ],
            Events.Warnings);
    }

    [Fact]
    public async Task OneErrorNamesAllBuildersThatDoNotAnswer()
    {
        BuilderEndpoint[] dead = [await DeadAsync(), await DeadAsync()];

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(() => BuildAsync(dead, From));

        Assert.Equal(
            $"None of 2 builders answers for image '{Name}'. Start one of them, or pass --docker-builder auto to build "
            + "on the engine."
            + string.Concat(dead.Select(builder =>
                $"\n  No BuildKit answered at '{builder.Address}': connection refused. "
                + "Start buildkitd or pass --docker-builder.")),
            error.Message);
    }

    [Fact]
    public async Task ABuilderIsTakenForItsPlatformsOnly()
    {
        await using var arm = BuilderProxy.OnTcp(Builder);
        await using var any = BuilderProxy.OnTcp(Builder);

        await BuildAsync(
            [BuilderEndpoint.Parse($"linux/arm64={arm.Endpoint}"), BuilderEndpoint.Parse(any.Endpoint)], From);

        Assert.Equal((0, true), (arm.Connections, any.Connections > 0));
    }

    [Fact]
    public async Task APlatformThatNobodyHasIsRefused()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);

        var error = await Assert.ThrowsAsync<NotSupportedException>(
            () => BuildAsync(proxy, From, settings => settings.SetPlatform("linux/s390x")));

        Assert.StartsWith(
            $"Image '{Name}' is for linux/s390x, and no builder has that. Add one, such as --docker-builder "
            + $"linux/s390x=tcp://builder:1234.\n  '{proxy.Endpoint}' builds for linux/amd64, ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABuilderKnowsItsRunningBuilds()
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        var counted = new TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancel = new CancellationTokenSource();
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                _ = CountAsync();
        };
        var settings = Image(From + $"RUN echo begun; sleep 1000; echo {Name}\n")
            .SetBuilder(BuilderEndpoint.Parse(proxy.Endpoint));
        var building = ImageBuild.RunAsync(Docker, settings, Events, cancel.Token);

        Assert.True(await counted.Task.WaitAsync(TimeSpan.FromSeconds(60), Stop) >= 1);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);

        async Task CountAsync()
        {
            using var connection = await BuildKitConnection.OpenAsync(EngineEndpoint.Parse(proxy.Endpoint), Stop);
            counted.SetResult(await connection.CountActiveBuildsAsync(Stop));
        }
    }

    [Fact]
    public async Task TwelveBuildsAtOnceSpreadOverTheFleet()
    {
        await using var one = BuilderProxy.OnTcp(Builder);
        await using var two = BuilderProxy.OnUnixSocket(Builder);
        BuilderEndpoint[] fleet = [BuilderEndpoint.Parse(one.Endpoint), BuilderEndpoint.Parse(two.Endpoint)];
        var image = Image(From + $"ARG N\nRUN echo {Name} $N >/n\n").SetBuilder(fleet);

        var built = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => ImageBuild.RunAsync(
            Docker, image.SetTags($"{Name}:{i}").SetBuildArgument("N", $"{i}"), Events, Stop)));

        Assert.Equal(12, built.DistinctBy(image => image.Id).Count());
        Assert.Equal($"{Name} 7", await OutputOfAsync($"{Name}:7", "cat", "/n"));
        int BuildsOf(BuilderEndpoint builder) =>
            Events.Notices.Count(notice => notice.Contains($"at '{builder.Address}'", StringComparison.Ordinal));
        Assert.All(fleet, builder => Assert.InRange(BuildsOf(builder), 3, 9));
    }

    /// <summary>An address at which somebody has just stopped to listen.</summary>
    async Task<BuilderEndpoint> DeadAsync()
    {
        var proxy = BuilderProxy.OnTcp(Builder);
        await proxy.DisposeAsync();
        return BuilderEndpoint.Parse(proxy.Endpoint);
    }
}
