using Nuke.Docker.Images;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>One <c>docker build</c>.</summary>
abstract class BuildScenario(string name, string title) : Scenario(name, title)
{
    /// <summary>What both sides work on.</summary>
    protected string Directory { get; private set; } = "";

    protected virtual bool NoCache => false;

    /// <summary>What both sides build with.</summary>
    protected virtual ImageBuilder Builder => ImageBuilder.Classic;

    /// <summary>Where our side shows progress.</summary>
    protected virtual IProgressReporter Reporter => SilentReporter.Instance;

    public override Task PrepareAsync(Surroundings surroundings, string directory, CancellationToken cancellationToken)
    {
        Directory = directory;
        Peer = surroundings.DockerCli(directory, Builder is ImageBuilder.BuildKit);
        WriteFiles(directory);
        return Task.CompletedTask;
    }

    public override async Task RunOursAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var settings = ImageBuildSettings.Default
            .SetContextDirectory(Directory)
            .SetTags($"ours-{Name}")
            .SetBuilder(Builder)
            .SetNoCache(NoCache);
        await using var engine = await surroundings.ConnectAsync(cancellationToken);
        await ImageBuild.RunAsync(engine, settings, Reporter, cancellationToken);
    }

    public override Task RunPeerAsync(Surroundings surroundings, CancellationToken cancellationToken) =>
        Peer!.RunAsync(
            ["build", .. NoCache ? ["--no-cache"] : Array.Empty<string>(), "-t", $"peer-{Name}", "."],
            cancellationToken);

    protected abstract void WriteFiles(string directory);
}
