using Nuke.Docker.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>What BuildKit adds to the first build of a process. Both sides are ours, each in a process of its own: one
/// builds with BuildKit, the peer with the classic builder.</summary>
sealed class FirstUse()
    : Scenario("first-use", "first build of a process, all cached: BuildKit, and the classic builder as the peer")
{
    /// <summary>The command line of such a process, before endpoint, directory and builder.</summary>
    public const string BuildOnce = "build-once";

    readonly List<string> _arguments = [];
    PeerProgram? _ours;

    public static async Task BuildOnceAsync(string endpoint, string directory, string builder)
    {
        await using var engine =
            await DockerEngine.ConnectAsync(EngineEndpoint.Parse(endpoint), CancellationToken.None);
        var settings = ImageBuildSettings.Default
            .SetContextDirectory(directory)
            .SetTags($"first-use-{builder.ToLowerInvariant()}")
            .SetBuilder(Enum.Parse<ImageBuilder>(builder));
        await ImageBuild.RunAsync(engine, settings, SilentReporter.Instance, CancellationToken.None);
    }

    public override async Task PrepareAsync(
        Surroundings surroundings, string directory, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(
            Path.Combine(directory, "Dockerfile"),
            "FROM alpine\nCOPY . /src\nRUN echo built >/done\n",
            cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(directory, "file"), "content\n", cancellationToken);
        _arguments.AddRange(
            [typeof(FirstUse).Assembly.Location, BuildOnce, surroundings.EndpointText, directory]);
        _ours = new PeerProgram("dotnet", directory, new Dictionary<string, string?>());
        Peer = new PeerProgram("dotnet", directory, new Dictionary<string, string?>());
    }

    // Unnamed images are none of these; asking the engine to remove them would only warm it up.
    public override Task ResetAsync(Surroundings surroundings, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public override Task RunOursAsync(Surroundings surroundings, CancellationToken cancellationToken) =>
        _ours!.RunAsync([.. _arguments, nameof(ImageBuilder.BuildKit)], cancellationToken);

    public override Task RunPeerAsync(Surroundings surroundings, CancellationToken cancellationToken) =>
        Peer!.RunAsync([.. _arguments, nameof(ImageBuilder.Classic)], cancellationToken);
}
