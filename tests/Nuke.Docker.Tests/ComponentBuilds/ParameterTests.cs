using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

public sealed class ParameterTests(ComponentEngine engine) : IClassFixture<ComponentEngine>
{
    [Fact]
    public async Task HelpListsTargetsAndParameters()
    {
        using var repository = engine.NewRepository("help");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "--help", "--no-logo");

        Assert.StartsWith(
            """
            Targets (with their direct dependencies):

              DockerImage (default)  -> BuildRuntimeImage
                Builds the Docker images
              BuildBuilderImage
                Builds the builder images
              CreateBuilderContainer -> BuildBuilderImage
                Creates a container from every builder image
              CopyArtifacts          -> CreateBuilderContainer
                Copies the artifacts out of the builder containers
              BuildRuntimeImage      -> CopyArtifacts
                Builds the runtime images
              CleanUpBuilder
                Removes the builder containers, also after a failure

            Parameters:

              --docker-builder                 Who builds the images: classic, buildkit,
                                               auto, or buildkitd at tcp://host:1234, of
                                               several the least busy one - Default is what
                                               the build declares, else auto.
              --docker-builder-cert-path       Directory with ca.pem, cert.pem and key.pem
                                               for --docker-builder - Default is no TLS.
              --docker-cache-from              Caches to read, such as
                                               type=registry,ref=registry.example/cache:{image}.
              --docker-cache-to                Caches to write, such as
                                               type=registry,ref=registry.example/cache:{image},mode=max.
              --docker-degree-of-parallelism   How many images are worked on at the same
                                               time - Default is 4.
              --docker-endpoint                Where the Docker Engine is:
                                               unix:///var/run/docker.sock, tcp://host:2376,
                                               ssh://user@host - Default is what the docker
                                               CLI would use.
              --docker-image-form              The form that images are built in: pattern,
                                               multi-stage, or both to compare the sizes -
                                               Default is what the build declares.
              --docker-images                  Names of the images to build - Default is
                                               all.
              --docker-keep-builder            Keeps builder containers and images on the
                                               engine, for a look at them.
              --docker-no-cache                Builds every step anew, without the engine's
                                               cache.
              --docker-platform                What the images are built for, such as
                                               linux/arm64 - Default is the engine's own
                                               platform.
              --docker-published-host          Host under which published ports are reached
                                               - Default is the engine's own, or 127.0.0.1.
              --docker-pull                    Asks the registry for newer base images.
              --docker-tag                     Tags of the runtime images, such as 1.4.0
                                               latest - Default is what the build declares.

              --continue 
            """,
            result.Text,
            StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("1.4.0")]
    [InlineData("1.4.0", "latest")]
    public async Task TagsTakeThePlaceOfTheBuildsOwn(params string[] tags)
    {
        using var repository = engine.NewRepository($"tagged{tags.Length}");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, ["--docker-tag", .. tags]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(tags.Select(tag => $"tagged{tags.Length}:{tag}"), await engine.TagsAsync($"tagged{tags.Length}:"));
    }

    [Fact]
    public async Task EnvironmentAndParameterFileSetParametersToo()
    {
        using var repository = engine.NewRepository("environment");
        repository.Environment["NUKE_DOCKER_TAG"] = "from-environment";
        repository.Write(".nuke/parameters.json", """{ "DockerDegreeOfParallelism": 0 }""");

        var refused = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);
        var built =
            await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "--docker-degree-of-parallelism", "2");

        Assert.Equal(
            "ArgumentException: '0' (from --docker-degree-of-parallelism) is less than one image at a time.",
            refused.Summary("BuildBuilderImage"));
        Assert.Equal(0, built.ExitCode);
        Assert.Equal(["environment:from-environment"], await engine.TagsAsync("environment:"));
    }

    [Theory]
    [InlineData(
        "--docker-tag acme:1",
        "FormatException: 'acme:1' (from --docker-tag) is not a tag: up to 128 letters, digits, '_', '.' and '-', "
        + "without the name of the image.")]
    [InlineData(
        "--docker-tag 1.0 .1",
        "FormatException: '.1' (from --docker-tag) is not a tag: up to 128 letters, digits, '_', '.' and '-', without "
        + "the name of the image.")]
    [InlineData(
        "--docker-platform linux",
        "FormatException: 'linux' (from --docker-platform) is not a platform: expected 'os/architecture[/variant]', "
        + "such as 'linux/amd64'.")]
    [InlineData(
        "--docker-builder kaniko",
        "FormatException: 'kaniko' (from --docker-builder) is no builder: expected 'classic', 'buildkit', 'auto', or "
        + "addresses such as 'tcp://builder:1234'.")]
    [InlineData(
        "--docker-builder auto tcp://build-7:1234",
        "FormatException: 'auto' (from --docker-builder) is a builder of the engine, and stands alone.")]
    [InlineData(
        "--docker-builder tcp://build-7",
        "FormatException: 'tcp://build-7' (from --docker-builder) is no builder: it has no port. buildkitd is usually "
        + "told to take 1234.")]
    [InlineData(
        "--docker-builder tcp://build-7:1234 --docker-builder-cert-path /none",
        "ArgumentException: '/none' has none of ca.pem, cert.pem and key.pem, with which the builder at "
        + "'tcp://build-7:1234' would be reached.")]
    [InlineData(
        "--docker-degree-of-parallelism 0",
        "ArgumentException: '0' (from --docker-degree-of-parallelism) is less than one image at a time.")]
    [InlineData(
        "--docker-degree-of-parallelism abc",
        "ArgumentException: 'abc' (from --docker-degree-of-parallelism) is not a whole number.")]
    [InlineData(
        "--docker-no-cache maybe --docker-pull 2",
        "ArgumentException: '2' (from --docker-pull) is neither true nor false. 'maybe' (from --docker-no-cache) is "
        + "neither true nor false.")]
    [InlineData(
        "--docker-keep-builder always",
        "ArgumentException: 'always' (from --docker-keep-builder) is neither true nor false.")]
    [InlineData(
        "--docker-endpoint docker.sock",
        "FormatException: 'docker.sock' (from --docker-endpoint) is not an engine endpoint: it has no scheme. Did you "
        + "mean 'tcp://docker.sock'?")]
    [InlineData(
        "--docker-endpoint ftp://build-7",
        "FormatException: 'ftp://build-7' (from --docker-endpoint) is not an engine endpoint: the scheme 'ftp' is "
        + "none of unix, npipe, tcp, http, https, ssh.")]
    public async Task ValueThatDoesNotFitFailsBeforeAnythingIsBuilt(string arguments, string error)
    {
        using var repository = engine.NewRepository("refused");

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, arguments.Split(' '));

        Assert.Equal(error, result.Summary("BuildBuilderImage"));
        Assert.DoesNotContain("[WRN]", result.Text, StringComparison.Ordinal);
        Assert.Equal(["BuildBuilderImage", "CleanUpBuilder"], result.Ran);
        Assert.Equal(255, result.ExitCode);
        Assert.Empty(await engine.TagsAsync("refused"));
    }

    [Fact]
    public async Task NoCacheBuildsEveryStepAnew()
    {
        using var repository = engine.NewRepository("anew");
        await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository);

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "--docker-no-cache");

        Assert.DoesNotContain(
            result.Logged,
            line => line.Contains("RUN", StringComparison.Ordinal)
                && line.EndsWith("cached", StringComparison.Ordinal));
        Assert.Contains("[INF]      │ compiled", result.Logged);
        Assert.Equal(0, result.ExitCode);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task PullAsksTheRegistry()
    {
        // Nobody listens there, so that asking is failing.
        using var repository = engine.NewRepository("pulled", "FROM localhost:9/alpine\n");
        await engine.Client.SendJsonAsync(
            HttpMethod.Post,
            "images/alpine/tag?repo=localhost:9/alpine&tag=latest",
            body: null,
            CancellationToken.None);

        var local = await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "BuildBuilderImage");
        var result =
            await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "BuildBuilderImage", "--docker-pull");

        Assert.Equal(0, local.ExitCode);
        Assert.StartsWith(
            "ImageBuildException: Image 'pulled-builder' ",
            result.Summary("BuildBuilderImage"),
            StringComparison.Ordinal);
        Assert.Contains("localhost:9", result.Summary("BuildBuilderImage"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlatformReachesTheEngine()
    {
        using var repository = engine.NewRepository("foreign");

        await BuildProcess.RunAsync<ZeroConfigurationBuild>(repository, "--docker-builder", "classic");

        // This engine's classic builder takes what it has in its cache. Its containers are particular.
        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(
            repository, "--docker-builder", "classic", "--docker-platform", "linux/s390x");

        Assert.Matches(
            @"^EngineRequestException: .* does not match the specified platform: wanted linux/s390x, actual: linux/\w+$",
            result.Summary("CreateBuilderContainer"));
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task EndpointOfTheCommandLineComesBeforeTheEnvironment()
    {
        using var repository = engine.NewRepository("endpoint");
        repository.Environment["DOCKER_HOST"] = "unix:///nowhere.sock";

        var result = await BuildProcess.RunAsync<ZeroConfigurationBuild>(
            repository, "BuildBuilderImage", "--docker-endpoint", engine.Endpoint);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["endpoint-builder:latest"], await engine.TagsAsync("endpoint"));
    }
}
