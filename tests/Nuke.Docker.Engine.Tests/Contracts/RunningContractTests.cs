using System.Net;
using Nuke.Docker.Containers;
using Nuke.Docker.Contracts;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Contracts;

/// <summary>Expectations for which the image is run.</summary>
public abstract class RunningContractTests(PrivateEngine engine) : EngineTest(engine)
{
    [Fact]
    public async Task ImageIsRunAndItsOutputRead()
    {
        var image = await BuildAsync("FROM alpine\nENTRYPOINT [\"echo\", \"hello\"]\nCMD [\"world\"]\n");

        await image.Should()
            .RunAndExit(0, run => run.Writing("hello world"))
            .RunAndExit(0, run => run.WithArguments("you", "all").Writing("hello you all"))
            .RunAndExit(7, run => run.Configured(_ => _.SetEntrypoint("sh", "-c")).WithArguments("echo $MODE; exit 7")
                .Configured(_ => _.SetEnvironmentVariable("MODE", "live")).Writing("live"))
            .VerifyAsync(Docker, Events, Stop);

        Assert.Contains(
            "Should exit with 0 when it is run with [\"you\", \"all\"], writing 'hello you all': yes", Events.Notices);
    }

    [Fact]
    public async Task RunsThatEndOtherwiseAreTold()
    {
        var image = await BuildAsync("FROM alpine\nCMD [\"echo\", \"hello\"]\n");

        var error = await Assert.ThrowsAsync<ImageContractException>(() => image.Should()
            .RunAndExit(1)
            .RunAndExit(0, run => run.Writing("bye"))
            .RunAndExit(0, run => run.WithArguments("false"))
            .RunAndExit(0, run => run.WithArguments("sleep", "60").Within(TimeSpan.FromSeconds(0.5)))
            .VerifyAsync(Docker, Events, Stop));

        Assert.Equal(
            [
                "should exit with 1: it exits with 0; its last line is 'hello'.",
                "should exit with 0, writing 'bye': it does not write 'bye'; its last line is 'hello'.",
                "should exit with 0 when it is run with [\"false\"]: it exits with 1, without a word.",
                "should exit with 0 when it is run with [\"sleep\", \"60\"]: it still runs after 0.5 s, without a "
                + "word.",
            ],
            error.Violations);
    }

    [Fact]
    public async Task ProgramThatIsNotThereIsAViolation()
    {
        var image = await BuildAsync("FROM alpine\nENTRYPOINT [\"/no/such/program\"]\n");

        var error = await Assert.ThrowsAsync<ImageContractException>(
            () => image.Should().RunAndExit(0).VerifyAsync(Docker, Events, Stop));

        Assert.StartsWith(
            $"Image '{Name}' should exit with 0: it cannot be started: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("/no/such/program", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerIsAsked()
    {
        Context.Write("index.html", "welcome");
        var image = await BuildAsync(
            "FROM alpine\nCOPY index.html /www/\n"
            + "ENTRYPOINT [\"busybox\", \"httpd\", \"-f\", \"-h\", \"/www\", \"-p\"]\nCMD [\"8080\"]\n");

        await image.Should()
            .Answer(8080)
            .Answer(8080, "/index.html", answer => answer.WithBody("welcome").Containing("come"))
            .Answer(8080, "/missing", answer => answer.WithStatus(HttpStatusCode.NotFound))
            .Answer(80, configure: answer => answer.Configured(_ => _.SetArguments("80")))
            .VerifyAsync(Docker, Events, Stop);
        var error = await Assert.ThrowsAsync<ImageContractException>(() => image.Should()
            .Answer(8080, "/index.html", answer => answer.WithBody("bye"))
            .Answer(8080, "/index.html", answer => answer.Containing("bye"))
            .Answer(8080, "/missing", answer => answer.Within(TimeSpan.FromSeconds(0.5)))
            .VerifyAsync(Docker, Events, Stop));

        Assert.Equal(
            [
                "should answer GET /index.html at port 8080 with status 200: the body is 'welcome' and not 'bye'.",
                "should answer GET /index.html at port 8080 with status 200: the body 'welcome' does not contain "
                + "'bye'.",
            ],
            error.Violations.Take(2));
        Assert.Matches(
            "^should answer GET /missing at port 8080 with status 200: The container of '.*' was not ready within 0.5 "
            + "s: it was waited for status 200 of GET /missing at port 8080, and the last that was seen is status 404 "
            + "from .*\\.$",
            error.Violations[2]);
    }

    [Fact]
    public async Task ServerThatDiesIsNotWaitedFor()
    {
        var image = await BuildAsync("FROM alpine\nCMD [\"sh\", \"-c\", \"echo no licence; exit 3\"]\n");

        var error = await Assert.ThrowsAsync<ImageContractException>(() => image.Should()
            .Answer(8080, configure: answer => answer.Within(TimeSpan.FromMinutes(10)))
            .VerifyAsync(Docker, Events, Stop));

        Assert.Contains(
            "ended with exit code 3 while it was waited for status 200 of GET / at port 8080.",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("no licence", Events.Output);
    }
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class RunningContractTestsOnTheMachinesVersion(MachineEngine engine) : RunningContractTests(engine);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class RunningContractTestsOnTheNewestVersion(NewestEngineWithAlpine engine)
    : RunningContractTests(engine);
