using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>The pattern with BuildKit, everything cached, whose artifacts leave the builder's image without a
/// container. The peer is ours too: it creates a container for them.</summary>
sealed class CopyScenario(string name, int megabytes)
    : Scenario(name, $"artifact of {megabytes} MB without a container, all cached")
{
    string _directory = "";

    public override string PeerName => "container";

    public override async Task PrepareAsync(
        Surroundings surroundings, string directory, CancellationToken cancellationToken)
    {
        _directory = directory;
        await File.WriteAllTextAsync(
            Path.Combine(directory, "Dockerfile-builder"),
            $"FROM alpine\nRUN dd if=/dev/urandom of=/app bs=1M count={megabytes}\n",
            cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(directory, "Dockerfile-runtime"), "FROM alpine\nCOPY app /\n", cancellationToken);
    }

    public override Task RunOursAsync(Surroundings surroundings, CancellationToken cancellationToken) =>
        RunAsync(surroundings, builder => builder, cancellationToken);

    // What the classic builder has built is out of reach of BuildKit.
    public override Task RunPeerAsync(Surroundings surroundings, CancellationToken cancellationToken) =>
        RunAsync(surroundings, builder => builder with { Builder = ImageBuilder.Classic }, cancellationToken);

    async Task RunAsync(
        Surroundings surroundings, Func<BuilderImage, BuilderImage> choose, CancellationToken cancellationToken)
    {
        var pattern = BuilderPattern.From(_directory).Named(Name).Artifact("/app")
            .Builder("Dockerfile-builder", _ => _.SetBuilder(ImageBuilder.BuildKit))
            .Runtime(_ => _.SetBuilder(ImageBuilder.BuildKit));
        await using var engine = await surroundings.ConnectAsync(cancellationToken);
        await using var run = engine.Start(pattern);
        var builder = choose(await run.BuildBuilderImageAsync(cancellationToken));
        var container = await run.CreateContainerAsync(builder, cancellationToken);
        var artifacts = await run.CopyOutAsync(container, cancellationToken);
        await run.BuildRuntimeImageAsync(artifacts, cancellationToken);
    }
}
