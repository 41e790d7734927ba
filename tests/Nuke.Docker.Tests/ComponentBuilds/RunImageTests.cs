using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

public sealed class RunImageTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    const string Runtime = """
        FROM alpine
        COPY app /app
        EXPOSE 80
        ENTRYPOINT ["echo", "entry"]
        CMD ["cmd"]

        """;

    [Fact]
    public async Task WhatWasBuiltIsRunAndShown()
    {
        using var repository = engine.NewRepository("run-it", runtime: Runtime);

        var result = await RunAsync(repository, "RunImage");

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("entry cmd", result.Text, StringComparison.Ordinal);
        Assert.Equal("run-it: ENTRYPOINT [\"echo\", \"entry\"] CMD [\"cmd\"], exit code 0", result.Summary("RunImage"));
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task TheCommandLineChangesTheRun()
    {
        using var repository = engine.NewRepository("run-changed", runtime: Runtime);

        var result = await RunAsync(
            repository,
            "RunImage",
            "--run-image-entrypoint",
            "env",
            "--run-image-environment",
            "A=b=c",
            "B=d",
            "--run-image-user",
            "65534");

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("A=b=c\n", result.Text, StringComparison.Ordinal);
        Assert.Contains("B=d\n", result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("HOME=/root\n", result.Text, StringComparison.Ordinal);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task ADetachedContainerStaysWithItsPorts()
    {
        using var repository = engine.NewRepository("run-detached", runtime: Runtime);

        var result = await RunAsync(
            repository,
            "RunImage",
            "--run-image-detach",
            "--run-image-name",
            "stays",
            "--run-image-publish",
            "18080:80",
            "--run-image-restart",
            "unless-stopped",
            "--run-image-entrypoint",
            "sleep",
            "--run-image-arguments",
            "1000");

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal(
            "run-detached: ENTRYPOINT [\"sleep\"] CMD [\"1000\"], running as stays, 10.9.8.7:18080 -> 80/tcp",
            result.Summary("RunImage"));
        var container = Assert.Single(await engine.Contents.ContainersAsync(CancellationToken.None));
        Assert.Equal(["stays"], container.Names);
        Assert.Equal(("running", "run-detached"), ($"{container.Json["State"]}", $"{container.Json["Image"]}"));
        Assert.Equal("run-detached", container.Labels["nuke.docker.image"]);
        await engine.Client.SendJsonAsync(
            HttpMethod.Delete, "containers/stays?force=1", body: null, CancellationToken.None);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task AnotherExitCodeThanZeroIsAFailure()
    {
        using var repository = engine.NewRepository("run-fails", runtime: Runtime);

        var result = await RunAsync(
            repository, "RunImage", "--run-image-entrypoint", "ls", "--run-image-arguments", "/nowhere");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(
            "The command 'ls /nowhere' in the container of 'run-fails' ended with exit code 1.",
            result.Text,
            StringComparison.Ordinal);
        await engine.AssertCleanAsync();
    }

    [Theory]
    [InlineData(
        "--run-image-publish",
        "http",
        "--run-image-publish: 'http' is not a port to publish: 'http' is no number from 1 to 65535.")]
    [InlineData(
        "--run-image-restart",
        "never",
        "--run-image-restart: 'never' is not a restart policy: expected no, always, unless-stopped, on-failure or "
        + "on-failure:<retries>.")]
    [InlineData(
        "--run-image-environment",
        "A",
        "--run-image-environment: 'A' is not an environment variable: expected 'NAME=value'.")]
    [InlineData(
        "--run-image-name",
        "a",
        "Image 'run-wrong' cannot be run: the name 'a' is not one: two or more letters, digits, '_', '.' and '-', the "
        + "first a letter or digit.")]
    public async Task AWrongValueNamesItsParameter(string parameter, string value, string message)
    {
        using var repository = engine.NewRepository("run-wrong", runtime: Runtime);

        var result = await RunAsync(repository, "RunImage", parameter, value);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(message, result.Text, StringComparison.Ordinal);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task ArgumentsOfAShellsEntryPointAreSaidToBeIgnored()
    {
        using var repository =
            engine.NewRepository("run-shell", runtime: "FROM alpine\nCOPY app /app\nENTRYPOINT echo shell\n");

        var result = await RunAsync(repository, "RunImage", "--run-image-arguments", "argument");

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains(
            "The arguments are ignored: the ENTRYPOINT of 'run-shell' is a whole command line of a shell.",
            result.Text,
            StringComparison.Ordinal);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task WithoutAnImageItSaysWhichTargetToRun()
    {
        using var repository = engine.NewRepository("run-nothing", runtime: Runtime);

        var result = await RunAsync(repository, "RunImage", "--skip");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("BuildRuntimeImage", result.Text, StringComparison.Ordinal);
    }

    static Task<BuildResult> RunAsync(BuildRepository repository, params string[] arguments) =>
        BuildProcess.RunAsync<RunBuild>(repository, [.. arguments, "--docker-published-host", "10.9.8.7"]);
}
