using System.Text.RegularExpressions;
using Nuke.Docker.Tests.Builds.ComponentBuilds;

namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>Images that are pushed by a build whose password is in the environment.</summary>
public sealed partial class PushTests(ComponentEngine engine) : IClassFixture<ComponentEngine>, IAsyncLifetime
{
    LoopbackRegistry? _registry;

    string Address => _registry!.Address;

    public async Task InitializeAsync() =>
        _registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication, engine);

    public async Task DisposeAsync() => await _registry!.DisposeAsync();

    [Fact]
    public async Task EveryTagIsPushedAndItsDigestIsKept()
    {
        using var repository = NewRepository("pushed");

        var result =
            await BuildProcess.RunAsync<PushBuild>(repository, "--docker-tag", "1.0", "--docker-registry", Address);
        var later = await BuildProcess.RunAsync<PushBuild>(repository, "Show", "--docker-registry", Address);

        AssertSucceeded(result);
        AssertSucceeded(later);
        Assert.Equal(["1.0"], await _registry!.TagsAsync("pushed"));
        Assert.Equal(["2"], await _registry.TagsAsync("also"));
        Assert.Equal(
            $"pushed: {Address}/pushed:1.0@<digest> {Address}/also:2@<digest>",
            Digest().Replace(result.Summary("PushImage"), "<digest>"));
        Assert.Equal(
            [$"[INF] {Address}/pushed@<digest>", $"[INF] {Address}/also@<digest>"],
            later.Logged.Select(line => Digest().Replace(line, "<digest>")));
        AssertNoSecret(repository, result);
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task WhatBreaksItsContractIsNotPushed()
    {
        using var repository = NewRepository("tested", "FROM alpine\nCOPY app /app\nUSER nobody\n");

        var broken = await BuildProcess.RunAsync<TestedPushBuild>(
            repository, "--docker-tag", "1.0", "--docker-registry", Address, "--user", "app");
        var pushedOfTheBroken = await _registry!.TagsAsync("tested");
        var kept = await BuildProcess.RunAsync<TestedPushBuild>(
            repository, "--docker-tag", "1.0", "--docker-registry", Address);

        Assert.Equal(
            "ImageContractException: Image 'tested:1.0' should have the user 'app': it is 'nobody'.",
            broken.Summary("TestImage"));
        Assert.Empty(pushedOfTheBroken);
        AssertSucceeded(kept);
        Assert.Equal(["1.0"], await _registry.TagsAsync("tested"));
        await engine.AssertCleanAsync();
    }

    [Fact]
    public async Task AWrongPasswordIsSaidWithTheParameterItCameFrom()
    {
        using var repository = NewRepository("refused");
        repository.Environment["DOCKER_REGISTRY_PASSWORD"] = "wrong-guess";

        var result =
            await BuildProcess.RunAsync<PushBuild>(repository, "--docker-tag", "1.0", "--docker-registry", Address);

        Assert.Equal(
            $"ImagePushException: Image '{Address}/refused:1.0' was not pushed: registry '{Address}' does not accept "
            + "the credentials from --docker-registry-password: unauthorized: authentication required. Correct them "
            + "there.",
            result.Summary("PushImage"));
        Assert.Equal(255, result.ExitCode);
        AssertNoSecret(repository, result);
    }

    [Fact]
    public async Task AUserWithoutAPasswordIsRefused()
    {
        using var repository = NewRepository("half");
        repository.Environment.Remove("DOCKER_REGISTRY_PASSWORD");

        var result = await BuildProcess.RunAsync<PushBuild>(repository, "--docker-registry", Address);

        Assert.Equal(
            "ArgumentException: --docker-registry-username is given without --docker-registry-password. Set "
            + "DOCKER_REGISTRY_PASSWORD.",
            result.Summary("BuildBuilderImage"));
    }

    [Fact]
    public async Task WhatIsNoHostIsRefused()
    {
        using var repository = NewRepository("nohost");

        var result = await BuildProcess.RunAsync<PushBuild>(repository, "--docker-registry", "acme");

        Assert.Equal(
            "FormatException: 'acme' (from --docker-registry) is not the host of a registry: expected 'host[:port]' "
            + "with a dot or a port, such as 'registry.example.com' or 'localhost:5000'.",
            result.Summary("PushImage"));
    }

    [Fact]
    public async Task MissingHandOverNamesTheTargetThatLeavesIt()
    {
        using var repository = NewRepository("nothing");

        var result = await BuildProcess.RunAsync<PushBuild>(repository, "PushImage", "--skip");

        Assert.StartsWith(
            "HandOverException: PushImage needs the runtime image of 'nothing', and BuildRuntimeImage has left none "
            + "in ",
            result.Summary("PushImage"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task BaseImagesAreAskedForAsTheSameUser()
    {
        using var first = NewRepository("base");
        await BuildProcess.RunAsync<PushBuild>(first, "--docker-tag", "1", "--docker-registry", Address);
        await engine.Client.SendJsonAsync(
            HttpMethod.Delete, $"images/{Address}/base:1", body: null, CancellationToken.None);
        using var repository = NewRepository("derived");
        repository.AddPair("", runtime: $"FROM {Address}/base:1\nCOPY app /other\n");

        var result = await BuildProcess.RunAsync<PushBuild>(repository, "DockerImage", "--docker-registry", Address);

        AssertSucceeded(result);
        AssertNoSecret(repository, result);
    }

    BuildRepository NewRepository(string name, string runtime = "FROM alpine\nCOPY app /app\n")
    {
        var repository = engine.NewRepository(name, runtime: runtime);
        repository.Environment["DOCKER_CONFIG"] = Path.Combine(repository.Path, ".docker");
        repository.Environment["DOCKER_REGISTRY_USERNAME"] = LoopbackRegistry.UserName;
        repository.Environment["DOCKER_REGISTRY_PASSWORD"] = LoopbackRegistry.Password;
        return repository;
    }

    static void AssertSucceeded(BuildResult result) => Assert.True(result.ExitCode == 0, result.Text);

    /// <summary>Neither shown, nor left in any file of the repository.</summary>
    static void AssertNoSecret(BuildRepository repository, BuildResult result)
    {
        var files = Directory.EnumerateFiles(Path.Combine(repository.Path, ".nuke"), "*", SearchOption.AllDirectories);
        foreach (var text in files.Select(File.ReadAllText).Append(result.Text))
        {
            Assert.DoesNotContain(LoopbackRegistry.Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain("wrong-guess", text, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("sha256:[0-9a-f]+")]
    private static partial Regex Digest();
}
