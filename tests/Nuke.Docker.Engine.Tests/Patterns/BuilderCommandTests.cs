using Nuke.Docker.Containers;
using Nuke.Docker.Patterns;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Patterns;

public abstract class BuilderCommandTests(PrivateEngine fixture) : EngineTest(fixture)
{
    BuilderPattern Testing(string command) =>
        Pattern("FROM alpine\nWORKDIR /src\nENTRYPOINT [\"false\"]\nCMD [\"ignored\"]\n", "FROM alpine\nCOPY app /\n")
            .Run("sh", "-c", command);

    [Fact]
    public async Task WhatTheCommandMakesIsShippedAndItsReportsAreKept()
    {
        var pattern =
            Testing("mkdir reports; echo app >app; echo fine >reports/result.xml").Report("reports", Output.Path);

        await RunAsync(pattern);

        Assert.Equal("app", await OutputOfAsync(Name, "cat", "/app"));
        Assert.Equal("fine\n", await File.ReadAllTextAsync(Path.Combine(Output.Path, "reports/result.xml")));
    }

    [Fact]
    public async Task ItsOutputArrivesInOrderWhileItRuns()
    {
        var container = "";
        var wasRunning = false;
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "two" })
            {
                var listed = Assert.Single(Fixture.Contents.ContainersAsync(Stop).GetAwaiter().GetResult());
                (container, wasRunning) = (listed.Id, $"{listed.Json["State"]}" == "running");
                Fixture.Client.SendJsonAsync(
                    HttpMethod.Post,
                    $"containers/{container}/kill?signal=TERM",
                    body: null,
                    Stop).GetAwaiter().GetResult();
            }
        };

        await RunAsync(
            Testing(
                "trap 'echo three; exit 0' TERM; echo app >app; echo one; sleep 0.1; echo two >&2; while :; do sleep "
                + "0.01; done"));

        Assert.True(wasRunning);
        Assert.Equal(
            [new("one", IsError: false), new("two", IsError: true), new ProgressEvent.Output("three", IsError: false)],
            Events.All.OfType<ProgressEvent.Output>().Where(output => output.Line is "one" or "two" or "three"));
    }

    [Fact]
    public async Task ItsFailureIsThrownAfterTheReportsAreKept()
    {
        var pattern =
            Testing("mkdir reports; echo red >reports/result.xml; for i in $(seq 25); do echo line $i; done; exit 7")
            .Report("coverage.xml", Output.Path)
            .Report("reports/*.xml", Output.Path);

        var error = await Assert.ThrowsAsync<ContainerCommandException>(() => RunAsync(pattern));

        Assert.Equal(
            "The command 'sh -c mkdir reports; echo red >reports/result.xml; for i in $(seq 25); do echo line $i; "
            + $"done; exit 7' in the builder of '{Name}' ended with exit code 7.\n"
            + string.Join('\n', Enumerable.Range(6, 20).Select(i => $"  line {i}")),
            error.Message);
        Assert.Equal(7, error.ExitCode);
        Assert.Equal("red\n", await File.ReadAllTextAsync(Path.Combine(Output.Path, "result.xml")));
        var warning = Assert.Single(Events.Warnings);
        Assert.StartsWith(
            "The artifact 'coverage.xml' does not exist in container ", warning, StringComparison.Ordinal);
        Assert.EndsWith(": '/src' holds reports.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReportThatIsMissingAfterSuccessIsAnError()
    {
        var error = await Assert.ThrowsAsync<ArtifactMissingException>(
            () => RunAsync(Testing("echo app >app").Report("reports", Output.Path)));

        Assert.StartsWith(
            "The artifact 'reports' does not exist in container ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProgramThatDoesNotExistIsTheEnginesToReport()
    {
        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => RunAsync(Pattern("FROM alpine\n").Run("no-such-program")));

        Assert.Contains("no-such-program", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheContainerIsWhatItWasConfiguredToBe()
    {
        var pattern = Testing(
                // The engine keeps no order between the two streams.
                "exec 2>/dev/null; pwd; id -u; echo $WHO; cat /mounted/file; touch /mounted/other || echo read-only; "
                    + "cp /bin/busybox /src/app || echo app >/tmp/app")
            .Artifact("/bin/busybox")
            .ConfigureContainer(container => container
                .SetUser("1000")
                .SetWorkingDirectory("/tmp")
                .SetEnvironmentVariable("WHO", "me")
                .AddMount("/etc/passwd", "/mounted/file", isReadOnly: true));

        await Assert.ThrowsAnyAsync<DockerException>(() => RunAsync(pattern));

        Assert.Equal(["/tmp", "1000", "me"], Events.Output.SkipWhile(line => line != "/tmp").Take(3));
        Assert.Contains("read-only", Events.Output);
    }
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class BuilderCommandTestsOnTheMachinesVersion(MachineEngine fixture) : BuilderCommandTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class BuilderCommandTestsOnTheNewestVersion(NewestEngineWithAlpine fixture)
    : BuilderCommandTests(fixture);
