using System.Text.RegularExpressions;

namespace Nuke.Docker.Samples.Tests;

public sealed partial class CiDeployTests(SampleEngine engine) : SampleTest(engine, "ci-deploy", "alpine")
{
    const string Container = "ci-deploy";

    /// <summary>What the pipeline calls <c>./build.sh</c> with, in order.</summary>
    string[] Commands => [.. BuildCall().Matches(Workflow).Select(call => call.Groups["arguments"].Value)];

    string Workflow => Sample.Repository.Read(".github/workflows/continuous.yml");

    [Fact]
    public Task EitherBuilderMakesTheSame() => AssertEitherBuilderMakesAsync(["ci-deploy:0"]);

    [Fact]
    public async Task ThePipelineCallsTargetsThatExist()
    {
        var help = await BuildAsync("--help", "--no-logo");

        Assert.Equal(["Publish", "Deploy"], Commands);
        Assert.All(Commands, target =>
            Assert.Contains(help.Lines, line => $"{line} ".StartsWith($"  {target} ", StringComparison.Ordinal)));
        Assert.Equal(2, Workflow.Split("DockerRegistryPassword: ${{ secrets.DOCKER_REGISTRY_PASSWORD }}").Length - 1);
    }

    [Fact]
    public async Task WhatCiPushesIsWhatTheOtherMachineRuns()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication, Engine);
        foreach (var version in (string[])["1", "2"])
        {
            var name = await PublishAsync(registry, version);

            // Another machine: a checkout of its own, and nothing but the file that the first job leaves.
            using var elsewhere = new Sample("ci-deploy", Engine);
            elsewhere.Repository.Write("output/image.txt", Sample.Repository.Read("output/image.txt"));
            await RemoveImagesAsync(registry);
            var deployed = await RunAsync(elsewhere, registry, Commands[1]);

            Assert.Equal($"Image: {name}", deployed.Summary("Deploy"));
            var address = $"http://{Engine.Engine.Address}:8080/";
            Assert.Contains($"[INF] {Container} answers at {address}", deployed.Logged);
            using var client = new HttpClient();
            Assert.Equal($"Version {version}\n", await client.GetStringAsync(new Uri(address)));
        }

        await Engine.Client.SendJsonAsync(HttpMethod.Delete, $"containers/{Container}?force=1", body: null, Stop);
        await RemoveImagesAsync(registry);
    }

    [Fact]
    public async Task WithoutAnImageNothingIsDeployed()
    {
        var result = await Sample.BuildAsync("Deploy");

        Assert.Equal(255, result.ExitCode);
        Assert.Contains(
            $"{Sample.Repository.Path}/output/image.txt", result.Summary("Deploy"), StringComparison.Ordinal);
    }

    async Task<string> PublishAsync(LoopbackRegistry registry, string version)
    {
        Sample.Repository.Environment["Version"] = version;
        var published = await RunAsync(Sample, registry, Commands[0]);

        var name = Sample.Repository.Read("output/image.txt").Trim();
        Assert.Matches($@"^{Regex.Escape(registry.Address)}/ci-deploy@sha256:[0-9a-f]{{64}}$", name);
        Assert.StartsWith(
            $"ci-deploy: {registry.Address}/ci-deploy:{version}@sha256:",
            published.Summary("PushImage"),
            StringComparison.Ordinal);
        Assert.Contains(version, await registry.TagsAsync("ci-deploy"));
        return name;
    }

    async Task<BuildResult> RunAsync(Sample sample, LoopbackRegistry registry, string arguments)
    {
        var environment = sample.Repository.Environment;
        environment["DockerRegistry"] = registry.Address;
        environment["DockerRegistryUsername"] = LoopbackRegistry.UserName;
        environment["DockerRegistryPassword"] = LoopbackRegistry.Password;
        environment["DockerPublishedHost"] = Engine.Engine.Address;

        var result = await sample.BuildAsync(arguments.Split(' '));

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.DoesNotContain(LoopbackRegistry.Password, result.Text, StringComparison.Ordinal);
        return result;
    }

    /// <summary>Removes every name that an image has in the registry, or is only pulled by.</summary>
    async Task RemoveImagesAsync(LoopbackRegistry registry)
    {
        var list = await Engine.Client.GetAsync("images/json?digests=1", Stop);
        foreach (var image in list.AsArray())
            foreach (var name in (string[])["RepoTags", "RepoDigests"])
                foreach (var reference in image![name]?.AsArray().Select(one => $"{one}") ?? [])
                    if (reference.StartsWith(registry.Address, StringComparison.Ordinal))
                        await Engine.Client.SendAsync(
                            HttpMethod.Delete, $"images/{reference}?force=1", content: null, Stop);
    }

    [GeneratedRegex(@"run: \./build\.sh (?<arguments>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex BuildCall();
}
