using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>The builder pattern, against the batch file that it replaces.</summary>
abstract class PatternScenario(string name, string title) : Scenario(name, title)
{
    string _directory = "";

    /// <summary>What both sides build with.</summary>
    protected virtual ImageBuilder Builder => ImageBuilder.Classic;

    /// <summary>Absolute path, in the builder, of what is copied.</summary>
    protected abstract string Artifact { get; }

    /// <summary>Options of <c>docker build</c> for the builder image.</summary>
    protected virtual IReadOnlyList<string> BuilderOptions => [];

    /// <summary>Options of <c>docker build</c> for the runtime image.</summary>
    protected virtual IReadOnlyList<string> RuntimeOptions => [];

    public override Task PrepareAsync(Surroundings surroundings, string directory, CancellationToken cancellationToken)
    {
        _directory = directory;
        Peer = surroundings.DockerCli(directory, Builder is ImageBuilder.BuildKit);
        WriteFiles(directory);
        return Task.CompletedTask;
    }

    public override async Task RunOursAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var pattern = BuilderPattern.From(_directory).Named($"ours-{Name}").Artifact(Artifact);
        await using var engine = await surroundings.ConnectAsync(cancellationToken);
        pattern = pattern.Builder("Dockerfile-builder", _ => _.SetBuilder(Builder)).Runtime(_ => _.SetBuilder(Builder));
        await using var run = engine.Start(Configure(pattern));
        await run.RunAsync(cancellationToken);
    }

    public override async Task RunPeerAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var (image, container) = ($"peer-{Name}", $"peer-{Name}-container");
        await Peer!.RunAsync(
            ["image", "build", .. BuilderOptions, "-t", $"{image}-builder", "-f", "Dockerfile-builder", "."],
            cancellationToken);
        await Peer!.RunAsync(["container", "create", "--name", container, $"{image}-builder"], cancellationToken);
        await Peer!.RunAsync(["container", "cp", $"{container}:{Artifact}", "."], cancellationToken);
        await Peer!.RunAsync(["container", "rm", "-f", container], cancellationToken);
        await Peer!.RunAsync(
            ["image", "build", .. RuntimeOptions, "-t", image, "-f", "Dockerfile-runtime", "."], cancellationToken);
        File.Delete(Path.Combine(_directory, Path.GetFileName(Artifact)));
    }

    protected abstract void WriteFiles(string directory);

    protected virtual BuilderPattern Configure(BuilderPattern pattern) => pattern;
}
