using System.Formats.Tar;
using System.Globalization;
using Nuke.Docker.Machine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Machine;

public class BaseImagesTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    static readonly string _sample = Path.Combine(RepositoryRoot.Path, "samples", "hello-go");

    [Fact]
    public async Task AssembledGolangCompilesTheSampleAndAssembledAlpineRunsIt()
    {
        await engine.EnsureBaseImagesAsync("golang", "alpine");
        using var context = new TemporaryDirectory();
        File.Copy(Path.Combine(_sample, "Dockerfile-runtime"), Path.Combine(context.Path, "Dockerfile-runtime"));

        var builder = await engine.Client.BuildAsync(_sample, "Dockerfile-builder", "hello-builder");
        Assert.Contains("Successfully tagged hello-builder:latest", builder, StringComparison.Ordinal);
        await CopyOutAsync("hello-builder", "/myapp/helloworld", context.Path);
        var runtime = await engine.Client.BuildAsync(context.Path, "Dockerfile-runtime", "hello-runtime");
        Assert.Contains("Successfully tagged hello-runtime:latest", runtime, StringComparison.Ordinal);

        var (exitCode, output) = await engine.Client.RunAsync("hello-runtime", "tests");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"^Hello, tests! Compiled by go1\.\d+\.\d+ for linux/\w+\.\r\n$", output);
        Assert.InRange(await SizeAsync("hello-builder"), 300e6, 700e6);
        Assert.InRange(await SizeAsync("hello-runtime"), 2e6, 10e6);
    }

    [Fact]
    public async Task SaysFromWhatAnImageWasAssembledAndLabelsIt()
    {
        var log = new List<string>();

        await BaseImages.AssembleAsync(engine.Client, ["alpine:said"], log.Add, CancellationToken.None);
        await BaseImages.AssembleAsync(engine.Client, ["alpine:said"], log.Add, CancellationToken.None);

        var size = (await SizeAsync("alpine:said") / 1e6).ToString("0.#", CultureInfo.InvariantCulture);
        var packages = await LabelAsync("alpine:said", BaseImages.AssembledLabel);
        Assert.StartsWith("busybox-static_", packages, StringComparison.Ordinal);
        Assert.Equal([$"Assembled alpine:said ({size} MB) from Debian packages: {packages}"], log);
    }

    [Fact]
    public async Task AnImageOfAnotherRecipeIsReplacedAndOneThatWasNotAssembledIsNot()
    {
        await engine.EnsureBaseImagesAsync("alpine");
        using var context = new TemporaryDirectory();
        context.Write("old", $"FROM alpine\nLABEL {BaseImages.RecipeLabel}=another\n");
        context.Write("own", "FROM scratch\nCOPY own /\n");
        await engine.Client.BuildAsync(context.Path, "old", "alpine:old");
        await engine.Client.BuildAsync(context.Path, "own", "alpine:own");
        var log = new List<string>();

        await BaseImages.EnsureAsync(engine.Client, ["alpine:old", "alpine:own"], log.Add, CancellationToken.None);

        Assert.StartsWith("Assembled alpine:old (", Assert.Single(log), StringComparison.Ordinal);
        Assert.Equal(
            await LabelAsync("alpine", BaseImages.RecipeLabel), await LabelAsync("alpine:old", BaseImages.RecipeLabel));
    }

    [Fact]
    public async Task WhatARegistryHasIsPulledAndNotAssembled()
    {
        await engine.EnsureBaseImagesAsync("alpine");
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None, engine);
        var name = $"{registry.Address}/alpine:1.0";
        await engine.Client.SendJsonAsync(
            HttpMethod.Post,
            $"images/alpine/tag?repo={registry.Address}/alpine&tag=1.0",
            body: null,
            CancellationToken.None);
        await engine.Client.PushAsync($"{registry.Address}/alpine", "1.0");
        await engine.Client.SendJsonAsync(HttpMethod.Delete, $"images/{name}", body: null, CancellationToken.None);
        var log = new List<string>();

        await BaseImages.EnsureAsync(engine.Client, [name], log.Add, CancellationToken.None);

        Assert.Equal([$"Pulled {name}"], log);
    }

    [Fact]
    public async Task ARegistryThatIsNotThereIsGivenUpAtOnce()
    {
        var ensure =
            BaseImages.EnsureAsync(engine.Client, ["127.0.0.1:9/unknown:1.0"], _ => { }, CancellationToken.None);
        var exception = await Assert.ThrowsAsync<MachineException>(() => ensure.WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.Equal(
            "Image '127.0.0.1:9/unknown:1.0' cannot be pulled "
            + "(Get \"http://127.0.0.1:9/v2/\": dial tcp 127.0.0.1:9: connect: connection refused) "
            + "and there is no recipe to assemble it. Load or build it first.",
            exception.Message);
    }

    async Task<double> SizeAsync(string image) =>
        (await engine.Client.GetAsync($"images/{image}/json", CancellationToken.None))["Size"]!.GetValue<long>();

    async Task<string> LabelAsync(string image, string name)
    {
        var details = await engine.Client.GetAsync($"images/{image}/json", CancellationToken.None);
        return $"{details["Config"]!["Labels"]![name]}";
    }

    async Task CopyOutAsync(string image, string path, string directory)
    {
        var id = await engine.Client.CreateContainerAsync(image);
        using var response = await engine.Client.SendAsync(
            HttpMethod.Get, $"containers/{id}/archive?path={path}", content: null, CancellationToken.None);
        var tar = await response.Content.ReadAsStreamAsync();
        await TarFile.ExtractToDirectoryAsync(tar, directory, overwriteFiles: false);
        await engine.Client.SendJsonAsync(HttpMethod.Delete, $"containers/{id}", body: null, CancellationToken.None);
    }
}
