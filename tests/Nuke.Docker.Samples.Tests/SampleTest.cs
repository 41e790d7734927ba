namespace Nuke.Docker.Samples.Tests;

/// <summary>
/// The tests of one sample. Whatever they do, the engine must hold nothing of it afterwards but tagged images: that is
/// asserted after every test, independently of the product.
/// </summary>
/// <param name="engine">Shared by the samples of a collection.</param>
/// <param name="name">The sample's folder.</param>
/// <param name="baseImages">What its Dockerfiles start from, such as <c>alpine</c>.</param>
[Collection(nameof(SampleEngine))]
public abstract class SampleTest(SampleEngine engine, string name, params string[] baseImages) : IAsyncLifetime
{
    private protected SampleEngine Engine => engine;

    private protected Sample Sample { get; } = new(name, engine);

    private protected static CancellationToken Stop => CancellationToken.None;

    public Task InitializeAsync() => engine.PrepareAsync(baseImages);

    public async Task DisposeAsync()
    {
        Sample.Dispose();
        var left = await LeftoversAsync();
        foreach (var container in await engine.Contents.ContainersAsync(Stop))
            await engine.Client.SendJsonAsync(
                HttpMethod.Delete, $"containers/{container.Id}?force=1", body: null, Stop);
        foreach (var kind in (string[])["images", "networks", "volumes"])
            await engine.Client.SendJsonAsync(HttpMethod.Post, $"{kind}/prune", body: null, Stop);
        Assert.Empty(left);
    }

    /// <summary>What a container of the image writes, without the last line's end; the exit code must be
    /// zero.</summary>
    private protected async Task<string> OutputOfAsync(string image, params string[] command)
    {
        var (exitCode, output) = await engine.Client.RunAsync(image, command);
        output = output.ReplaceLineEndings("\n").TrimEnd('\n');
        Assert.True(exitCode == 0, output);
        return output;
    }

    /// <summary>What an image says about its containers; an empty value is as good as none.</summary>
    private protected async Task<string> SettingsOfAsync(string image)
    {
        var configuration = (await engine.Client.GetAsync($"images/{image}/json", Stop))["Config"]!;
        return string.Join('\n', ((string[])["User", "Env", "Entrypoint", "Cmd", "WorkingDir", "Labels"])
            .Select(name => $"{name}: {configuration[name]?.ToJsonString()}"));
    }

    /// <summary>Builds the sample, which must succeed.</summary>
    private protected async Task<BuildResult> BuildAsync(params string[] arguments)
    {
        var result = await Sample.BuildAsync(arguments);
        Assert.True(result.ExitCode == 0, result.Text);
        return result;
    }

    /// <summary>Builds the images of the sample with either builder: what comes out has to be the same.</summary>
    /// <param name="images">Their names.</param>
    /// <param name="arguments">What the build needs to be told.</param>
    private protected async Task AssertEitherBuilderMakesAsync(
        IReadOnlyList<string> images, params IReadOnlyList<string> arguments)
    {
        string[] command = ["DockerImage", .. arguments];
        await BuildAsync([.. command, "--docker-builder", "classic"]);
        var classic = await DescribeAllAsync(images);

        var result = await BuildAsync(command);

        Assert.Contains("Images are built with BuildKit: ", result.Text, StringComparison.Ordinal);
        Assert.Equal(classic, await DescribeAllAsync(images));
    }

    async Task<IReadOnlyList<string>> DescribeAllAsync(IReadOnlyList<string> images)
    {
        var descriptions = new List<string>();
        foreach (var image in images)
        {
            descriptions.AddRange((await SettingsOfAsync(image)).Split('\n').Select(setting => $"{image} {setting}"));
            descriptions.AddRange((await ImageFiles.ListAsync(engine, image)).Select(file => $"{image} {file}"));
        }

        return descriptions;
    }

    /// <summary>Every container, untagged image, network and volume.</summary>
    async Task<IReadOnlyList<string>> LeftoversAsync() =>
    [
        .. (await engine.Contents.ContainersAsync(Stop)).Select(container => $"container {container.Json}"),
        .. (await engine.Contents.DanglingImagesAsync(Stop)).Select(image => $"image {image.Json}"),
        .. (await engine.Contents.NetworksAsync(Stop)).Select(network => $"network {network.Json}"),
        .. (await engine.Contents.VolumesAsync(Stop)).Select(volume => $"volume {volume.Json}"),
    ];
}
