using Nuke.Docker.Images;
using Nuke.Docker.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Patterns;

/// <summary>
/// A test with a context directory and a name of its own. Whatever it does, the engine must hold nothing of ours
/// afterwards but tagged images: that is asserted after every test, independently of the product.
/// </summary>
public abstract class EngineTest(PrivateEngine fixture) : IAsyncLifetime
{
    DockerEngine? _docker;

    private protected PrivateEngine Fixture => fixture;

    private protected DockerEngine Docker => _docker!;

    private protected RecordedEvents Events { get; } = new();

    private protected TemporaryDirectory Context { get; } = new();

    private protected TemporaryDirectory Output { get; } = new();

    /// <summary>No two tests share an image, so none finds the steps of another in the cache.</summary>
    private protected string Name { get; } = $"t{Guid.NewGuid():N}"[..9];

    private protected static CancellationToken Stop => CancellationToken.None;

    public async Task InitializeAsync() =>
        _docker = await DockerEngine.ConnectAsync(
            EngineEndpoint.Parse(fixture.Endpoint) with { PublishedHost = fixture.Engine.Address },
            CancellationToken.None);

    public async Task DisposeAsync()
    {
        await Docker.DisposeAsync();
        Context.Dispose();
        Output.Dispose();
        var left = await LeftoversAsync();
        foreach (var container in await fixture.Contents.ContainersAsync(Stop))
            await fixture.Client.SendJsonAsync(
                HttpMethod.Delete, $"containers/{container.Id}?force=1", body: null, Stop);
        await fixture.Client.SendJsonAsync(HttpMethod.Post, "images/prune", body: null, Stop);
        Assert.Empty(left);
    }

    /// <summary>A pattern of two Dockerfiles; a runtime image that is nothing but its base unless told
    /// otherwise.</summary>
    private protected BuilderPattern Pattern(string builder, string runtime = "FROM alpine\n")
    {
        Context.Write("Dockerfile-builder", builder);
        Context.Write("Dockerfile-runtime", runtime);
        return BuilderPattern.From(Context.Path).Named(Name);
    }

    /// <summary>What <see cref="BuildAsync"/> builds with.</summary>
    private protected virtual ImageBuilder DefaultBuilder => ImageBuilder.Auto;

    private protected ImageBuildSettings Image(string dockerfile)
    {
        Context.Write("Dockerfile", dockerfile);
        return ImageBuildSettings.Default.SetContextDirectory(Context.Path).SetTags(Name)
            .SetLabel("nuke.docker.image", Name).SetBuilder(DefaultBuilder);
    }

    private protected async Task<BuiltImage> BuildAsync(
        string dockerfile, Func<ImageBuildSettings, ImageBuildSettings>? configure = null) =>
        await ImageBuild.RunAsync(Docker, (configure ?? (settings => settings))(Image(dockerfile)), Events, Stop);

    private protected async Task<BuilderPatternReport> RunAsync(BuilderPattern pattern)
    {
        await using var run = Docker.Start(pattern, Events);
        return await run.RunAsync(Stop);
    }

    /// <summary>What a container of the image writes.</summary>
    private protected async Task<string> OutputOfAsync(string image, params string[] command) =>
        (await fixture.Client.RunAsync(image, command)).Output.ReplaceLineEndings("\n").TrimEnd('\n');

    private protected async Task<bool> IsOnEngineAsync(string image)
    {
        using var response =
            await fixture.Client.SendAsync(HttpMethod.Get, $"images/{image}/json", content: null, Stop);
        return response.IsSuccessStatusCode;
    }

    private protected static void AssertCached(BuiltImage first, BuiltImage again)
    {
        Assert.Equal(first.Id, again.Id);
        Assert.All(
            again.Steps.Where(step => step.Step.Instruction.StartsWith("RUN", StringComparison.Ordinal)),
            step => Assert.True(step.Cached, step.Step.Instruction));
    }

    /// <summary>IDs in order; those of the classic builder's steps included.</summary>
    private protected async Task<IReadOnlyList<string>> ImagesWithoutNameAsync() =>
    [
        .. from image in await Docker.ListImagesAsync(EngineFilters.None, Stop, withSteps: true)
           where !image.HasName
           orderby image.Id
           select image.Id,
    ];

    /// <summary>Every container, untagged image, network and volume.</summary>
    private protected async Task<IReadOnlyList<string>> LeftoversAsync() =>
    [
        .. (await fixture.Contents.ContainersAsync(Stop)).Select(container => $"container {container.Json}"),
        .. (await fixture.Contents.DanglingImagesAsync(Stop)).Select(image => $"image {image.Json}"),
        .. (await fixture.Contents.NetworksAsync(Stop)).Select(network => $"network {network.Json}"),
        .. (await fixture.Contents.VolumesAsync(Stop)).Select(volume => $"volume {volume.Json}"),
    ];
}
