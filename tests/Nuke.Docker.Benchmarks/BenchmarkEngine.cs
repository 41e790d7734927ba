using Nuke.Docker.Machine;

namespace Nuke.Docker.Benchmarks;

/// <summary>Which engine is measured on.</summary>
/// <param name="Suite">The suite of Debian whose engine runs; empty: the one that the machine has installed.</param>
/// <param name="HasContainerdStore">Whether images are in containerd's store instead of a graph driver.</param>
sealed record BenchmarkEngine(string Suite, bool HasContainerdStore)
{
    const string ContainerdStore = "+containerd";

    public static BenchmarkEngine Installed { get; } = new("", HasContainerdStore: false);

    /// <param name="text">Such as <c>trixie</c>, or <c>sid+containerd</c>.</param>
    public static BenchmarkEngine Parse(string text) => text.EndsWith(ContainerdStore, StringComparison.Ordinal)
        ? new(text[..^ContainerdStore.Length], HasContainerdStore: true)
        : new(text, HasContainerdStore: false);

    public async Task<SideEngineSettings> ToSettingsAsync(CancellationToken cancellationToken) => new()
    {
        InMemory = true,
        Suite = Suite.Length == 0 ? null : await DebianSuite.GetAsync(Suite, Console.WriteLine, cancellationToken),
        Arguments = HasContainerdStore ? ["--feature", "containerd-snapshotter=true"] : [],
    };
}
