using System.Diagnostics;
using Nuke.Docker.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Engine;

public sealed class CancellationTests
{
    public static TheoryData<string, string> Calls => new()
    {
        { "GET /info", "before the head" },
        { "POST /containers/c/wait", "before the head" },
        { "POST /build", "before the head" },
        { "POST /build", "in the stream" },
        { "GET /events", "in the stream" },
        { "GET /containers/c/logs", "in the stream" },
        { "GET /images/get", "in the stream" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task EveryCallEndsWithinASecond(string route, string where)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var arrived = new TaskCompletionSource();
        scripted.Answer(route, async exchange =>
        {
            await exchange.ReadBodyAsync();
            if (where == "in the stream")
                await exchange.BeginChunksAsync();
            arrived.SetResult();
            await exchange.StallAsync();
        });
        await using var engine = await scripted.ConnectAsync();
        using var stop = new CancellationTokenSource();
        var call = CallAsync(engine, route, stop.Token);
        await arrived.Task.WaitAsync(ScriptedConnection.Patience);
        var watch = Stopwatch.StartNew();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(ScriptedConnection.Patience));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
    }

    [Fact]
    public async Task ConnectingEndsToo()
    {
        await using var scripted = ScriptedEngine.OnTcp();
        var arrived = new TaskCompletionSource();
        scripted.Answer("GET /_ping", exchange =>
        {
            arrived.SetResult();
            return exchange.StallAsync();
        });
        using var stop = new CancellationTokenSource();
        var connecting = DockerEngine.ConnectAsync(EngineEndpoint.Parse(scripted.Endpoint), stop.Token);
        await arrived.Task.WaitAsync(ScriptedConnection.Patience);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => connecting.WaitAsync(ScriptedConnection.Patience));
    }

    [Fact]
    public async Task AnAnswerThatDoesNotComeIsATimeoutWithTheLimit()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("GET /info", exchange => exchange.StallAsync());
        await using var engine = await scripted.ConnectAsync();
        engine.AnswerLimit = TimeSpan.FromMilliseconds(50);

        var error = await Assert.ThrowsAsync<TimeoutException>(() => engine.InfoAsync(CancellationToken.None));

        Assert.Equal(
            $"The Docker Engine at '{scripted.Endpoint}' did not answer GET /info within 0.05 s.", error.Message);
    }

    static async Task CallAsync(DockerEngine engine, string route, CancellationToken stop)
    {
        switch (route)
        {
            case "GET /info":
                await engine.InfoAsync(stop);
                break;
            case "POST /containers/c/wait":
                await engine.WaitContainerAsync("c", stop);
                break;
            case "POST /build":
                await engine.BuildImageAsync(new BuildRequest(), ScriptedConnection.Nothing, stop)
                    .ToListAsync(CancellationToken.None);
                break;
            case "GET /events":
                await engine.EventsAsync(EngineFilters.None, stop).ToListAsync(CancellationToken.None);
                break;
            case "GET /containers/c/logs":
                await engine.LogsAsync("c", follow: true, stop).ToListAsync(CancellationToken.None);
                break;
            default:
                await using (var archive = await engine.SaveImagesAsync(["a"], stop))
                    await archive.CopyToAsync(Stream.Null, stop);
                break;
        }
    }
}
