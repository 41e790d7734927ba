using System.Globalization;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Engines and connections that fail in the middle of a step: one error each, soon, and nothing is
/// left.</summary>
/// <param name="fixture">Of the class alone: it is killed.</param>
public abstract class EngineFaultTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    // A number of its own: the process of this test among all.
    readonly string _seconds = Random.Shared.Next(100_000, 999_999).ToString(CultureInfo.InvariantCulture);

    string LongDockerfile => $"FROM alpine\nRUN echo begun; sleep {_seconds}\n";

    [Fact]
    public async Task AnEngineThatIsKilledIsLost()
    {
        var error = await FailAsync(Docker, Fixture.KillAsync);

        Assert.Equal(
            $"The Docker Engine at {Docker.Endpoint.Description} closed the connection during POST /grpc, Solve. "
            + "Look into the engine's log.",
            error.Message);
        await Fixture.StartAsync();
        Assert.False(await IsOnEngineAsync(Name));
    }

    [Theory]
    [InlineData("POST /session", "POST /session")]
    [InlineData("POST /grpc", "POST /grpc, Solve")]
    public async Task AConnectionThatIsCutEndsTheBuildHereAndThere(string request, string named)
    {
        await using var proxy = new EngineProxy(Fixture.Endpoint);
        await using var engine = await DockerEngine.ConnectAsync(EngineEndpoint.Parse(proxy.Endpoint), Stop);

        var error = await FailAsync(engine, () =>
        {
            proxy.Cut(request);
            return Task.CompletedTask;
        });

        Assert.Equal(
            $"The Docker Engine at {engine.Endpoint.Description} closed the connection during {named}. "
            + "Look into the engine's log.",
            error.Message);
        await StepProcesses.AssertEndAsync($"sleep\0{_seconds}");
        Assert.False(await IsOnEngineAsync(Name));
    }

    [Fact]
    public async Task AnEngineThatHangsForAWhileGoesOn()
    {
        var paused = Task.CompletedTask;
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                paused = PauseAsync();
        };

        await SolveAsync("FROM alpine\nRUN echo begun; sleep 2; echo done >/file\n").WaitAsync(_patience);

        await paused;
        Assert.Equal("done", await OutputOfAsync(Name, "cat", "/file"));

        async Task PauseAsync()
        {
            await Fixture.Engine.PauseAsync(Stop);
            await Task.Delay(TimeSpan.FromSeconds(4));
            await Fixture.Engine.ResumeAsync(Stop);
        }
    }

    [Fact]
    public async Task AnEngineThatHangsForGoodIsLost()
    {
        var paused = Task.CompletedTask;
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                paused = Fixture.Engine.PauseAsync(Stop);
        };

        // Newer engines say something each five seconds.
        var error = await Assert.ThrowsAsync<EngineUnavailableException>(() => SolveAsync(
            LongDockerfile,
            settings => settings with { SilenceLimit = TimeSpan.FromSeconds(IsNew ? 8 : 3) }).WaitAsync(_patience));

        await paused;
        Assert.Equal(
            $"The Docker Engine at {Docker.Endpoint.Description} fell silent during POST /session. "
            + "Look into the engine's log.",
            error.Message);
        await Fixture.Engine.ResumeAsync(Stop);
        await StepProcesses.AssertEndAsync($"sleep\0{_seconds}");
        Assert.False(await IsOnEngineAsync(Name));
    }

    /// <summary>Builds, and does something to the engine once the step is at work.</summary>
    async Task<EngineUnavailableException> FailAsync(DockerEngine engine, Func<Task> fault)
    {
        var faulty = Task.CompletedTask;
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                faulty = Task.Run(fault);
        };
        var settings = Image(LongDockerfile).SetBuilder(ImageBuilder.BuildKit);
        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => ImageBuild.RunAsync(engine, settings, Events, Stop).WaitAsync(_patience));
        await faulty;
        return error;
    }
}

public sealed class EngineFaultTestsOnTheMachinesVersion(
    MachineEngine fixture) : EngineFaultTests(fixture), IClassFixture<MachineEngine>;

public sealed class EngineFaultTestsOnTheNewestVersion(
    NewestEngineWithAlpine fixture) : EngineFaultTests(fixture), IClassFixture<NewestEngineWithAlpine>;
