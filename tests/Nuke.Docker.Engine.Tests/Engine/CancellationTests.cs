using System.Diagnostics;

namespace Nuke.Docker.Engine.Tests.Engine;

[Collection(nameof(EngineCollection))]
public sealed class CancellationTests(EngineFixture fixture)
{
    [Fact]
    public async Task ACanceledBuildEndsAtOnceHereAndSoonOnTheEngine()
    {
        await using var engine = await fixture.ConnectAsync();
        using var stop = new CancellationTokenSource();
        var watch = new Stopwatch();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var message in engine.BuildImageAsync(
                new BuildRequest(), Archives.Dockerfile("FROM alpine\nRUN echo begun; sleep 1000\n"), stop.Token))
                if (message is EngineMessage.Output { Text: "begun\n" })
                {
                    watch.Start();
                    await stop.CancelAsync();
                }
        });

        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
        // The step's container is removed by the engine itself: its end is an event to wait for.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await RunningStepsAsync(engine) > 0)
            await engine.EventsAsync(
                EngineFilters.None.With("event", "destroy"),
                DateTimeOffset.UtcNow.AddSeconds(-30),
                patience.Token).FirstAsync(patience.Token);
    }

    [Fact]
    public async Task ACanceledUploadStopsItsSource()
    {
        await using var engine = await fixture.ConnectAsync();
        using var stop = new CancellationTokenSource();
        var container = await engine.CreateContainerAsync(
            new ContainerRequest { Image = "alpine", Command = ["true"] }, CancellationToken.None);
        var begun = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        var upload = engine.PutArchiveAsync(
            container,
            "/tmp",
            async (stream, cancellationToken) =>
            {
                try
                {
                    await Archives.Large(1 << 20, new Upload())(stream, cancellationToken);
                    begun.SetResult();
                    await Archives.Large(long.MaxValue, new Upload())(stream, cancellationToken);
                }
                finally
                {
                    ended.SetResult();
                }
            },
            stop.Token);
        await begun.Task;
        var watch = Stopwatch.StartNew();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
        await ended.Task;
        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
        await engine.RemoveContainerAsync(container, CancellationToken.None);
    }

    static async Task<int> RunningStepsAsync(DockerEngine engine) =>
        (await engine.ListContainersAsync(EngineFilters.None.With("status", "running"), CancellationToken.None)).Count;
}
