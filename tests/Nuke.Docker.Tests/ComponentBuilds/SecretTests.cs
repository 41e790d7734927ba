using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>
/// A parameter that NUKE calls a secret is in nothing that the build writes, whatever the build does with it.
/// </summary>
public sealed class SecretTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    const string Value = "sw0rdf1sh-7Kq2";

    const string Printing = """
        FROM alpine
        WORKDIR /app
        COPY hello.txt .
        ARG ALLOWED
        RUN echo "allowed $ALLOWED"; cat hello.txt; tr a-z A-Z < hello.txt > app

        """;

    [Fact]
    public async Task WhatAStepPrintsIsHidden()
    {
        using var repository = NewRepository("printing", Printing);

        var result = await RunAsync(repository, "--allowed-argument", "ALLOWED");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("[INF]      │ allowed ***", result.Logged);
        Assert.Contains("[INF]      │ the token is ***!", result.Logged);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task ABuildArgumentThatIsTheSecretStopsTheBuild()
    {
        using var repository = NewRepository("argument", "FROM alpine\nARG VERSION\n");

        var result = await RunAsync(repository, "--argument", "VERSION");

        await AssertFailedAsync(
            result,
            "BuildBuilderImage",
            "SecretLeakException: Image 'argument-builder' was not built: the build argument 'VERSION' (ARG "
            + $"in {repository.Path}/Dockerfile-builder:2) "
            + "holds the value of the parameter FeedToken, and the image's history would show it. "
            + "Call AddSecret(\"version\", …) and read it with RUN --mount=type=secret,id=version, "
            + "or, if it is no secret, call AllowBuildArgument(\"VERSION\").");
        Assert.DoesNotContain(result.Logged, line => line.Contains("Context:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ASecretInTheImageFailsTheBuildAndTheImageIsRemoved()
    {
        using var repository = NewRepository("halves", "FROM alpine\nARG A\nARG B\nENV JOINED=$A$B\n");

        var result = await RunAsync(repository, "--halves");

        var summary = result.Summary("BuildBuilderImage");
        Assert.StartsWith(
            "SecretLeakException: Image 'halves-builder' gave away the parameter FeedToken: it is in layer ",
            summary,
            StringComparison.Ordinal);
        Assert.EndsWith(
            ". The image was removed. Read the value with RUN --mount=type=secret instead.",
            summary,
            StringComparison.Ordinal);
        await AssertFailedAsync(result, "BuildBuilderImage", summary);
        Assert.Empty(await engine.TagsAsync("halves"));
    }

    [Fact]
    public async Task AMountedSecretNeedsABuilderThatMountsIt()
    {
        using var repository = NewRepository("mounted", "FROM alpine\nRUN true\n");

        var result = await RunAsync(repository, "--mounted", "--docker-builder", "classic");

        await AssertFailedAsync(
            result,
            "BuildBuilderImage",
            "BuildSecretException: Image 'mounted-builder' cannot be built with the secret 'feed' from the settings: "
            + "the engine's classic builder cannot mount secrets, and a build argument would stay readable in "
            + "the image's history. "
            + "Choose BuildKit with SetBuilder or --docker-builder, or take the secret out of the settings.");
    }

    [Fact]
    public async Task BuildKitMountsItInTheStageOfOneDockerfile()
    {
        const string Dockerfile = """
            FROM alpine AS build
            RUN --mount=type=secret,id=feed,required cat /run/secrets/feed && wc -c </run/secrets/feed >/length

            FROM alpine
            COPY --from=build /length /
            CMD ["cat", "/length"]

            """;
        using var repository = engine.NewEmptyRepository("stages");
        repository.Write("Dockerfile", Dockerfile);
        repository.Environment["NUKE_FEED_TOKEN"] = Value;

        var refused = await RunAsync<SecretStagesBuild>(repository, "DockerImage", "--docker-builder", "classic");

        await AssertFailedAsync(
            refused,
            "BuildRuntimeImage",
            "BuildSecretException: Image 'stages' cannot be built with the secret 'feed' from the settings: "
            + "the engine's classic builder cannot mount secrets, and a build argument would stay readable in "
            + "the image's history. "
            + "Choose BuildKit with SetBuilder or --docker-builder, or take the secret out of the settings.");
        Assert.DoesNotContain(refused.Logged, line => line.Contains("Context:", StringComparison.Ordinal));
        Assert.Empty(await engine.TagsAsync("stages"));

        var built = await RunAsync<SecretStagesBuild>(repository);

        Assert.True(built.ExitCode == 0, built.Text);
        Assert.Contains("[INF]      │ ***", built.Logged);
        Assert.Equal((0, $"{Value.Length}\r\n"), await engine.Client.RunAsync("stages"));
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task BothImagesOfAPairAreBuiltWithBuildKit()
    {
        using var repository = NewRepository(
            "pair",
            "FROM alpine\nWORKDIR /app\nRUN --mount=type=secret,id=feed wc -c </run/secrets/feed >app\n");

        var result = await RunAsync(repository, "--mounted");

        Assert.True(result.ExitCode == 0, result.Text);
        var version = (await engine.Client.GetAsync("version", CancellationToken.None))["Version"];
        Assert.Equal(
            [$"[INF] Images are built with BuildKit: the engine {version} at '{engine.Endpoint}' (from DOCKER_HOST) has it."],
            result.Logged.Where(line => line.Contains("built with", StringComparison.Ordinal)));
        Assert.Equal((0, $"{Value.Length}\r\n"), await engine.Client.RunAsync("pair"));
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task AFailureThatHasItInItsWordsIsToldWithoutIt()
    {
        using var repository = NewRepository("command", Printing);

        var result = await RunAsync(repository, "--command");

        Assert.Contains("[INF]      │ got ***", result.Logged);
        await AssertFailedAsync(
            result,
            "CreateBuilderContainer",
            "RedactedException: The command 'sh -c echo got ***; exit 5' in the builder of 'command' ended "
            + "with exit code 5.");
    }

    BuildRepository NewRepository(string name, string builder)
    {
        var repository = engine.NewRepository(name, builder);
        repository.Write("hello.txt", $"the token is {Value}!\n");
        repository.Environment["NUKE_FEED_TOKEN"] = Value;
        return repository;
    }

    static Task<BuildResult> RunAsync(BuildRepository repository, params string[] arguments) =>
        RunAsync<SecretBuild>(repository, arguments);

    static async Task<BuildResult> RunAsync<TBuild>(BuildRepository repository, params string[] arguments)
    {
        var result = await BuildProcess.RunAsync<TBuild>(repository, arguments);

        Assert.DoesNotContain(result.RawLines, line => line.Contains(Value, StringComparison.Ordinal));
        Assert.DoesNotContain(Value, repository.Read(".nuke/temp/build.log"), StringComparison.Ordinal);
        return result;
    }

    async Task AssertFailedAsync(BuildResult result, string target, string error)
    {
        Assert.Equal(error, result.Summary(target));
        Assert.Equal(255, result.ExitCode);
        await engine.AssertCleanAsync();
    }
}
