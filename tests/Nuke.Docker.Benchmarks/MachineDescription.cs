using System.Globalization;

namespace Nuke.Docker.Benchmarks;

/// <summary>Where the numbers come from.</summary>
/// <param name="Cores">How many the process may use.</param>
/// <param name="MemoryBytes">All memory of the machine.</param>
/// <param name="Load">Runnable processes over the last minute before the first run: well below 1 is quiet.</param>
/// <param name="Engine">The engine's version.</param>
/// <param name="DockerCli">What the docker CLI calls itself.</param>
/// <param name="Buildx">What the CLI's plugin calls itself.</param>
/// <param name="Curl">What curl calls itself.</param>
sealed record MachineDescription(
    int Cores, long MemoryBytes, double Load, string Engine, string DockerCli, string Buildx, string Curl)
{
    public static async Task<MachineDescription> ReadAsync(
        Surroundings surroundings, CancellationToken cancellationToken) => new(
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        CurrentLoad(),
        $"{(await surroundings.Client.GetAsync("version", cancellationToken))["Version"]}",
        await PeerProgram.VersionAsync("docker", "--version", cancellationToken),
        await surroundings.BuildxVersionAsync(cancellationToken),
        string.Join(' ', (await PeerProgram.VersionAsync("curl", "--version", cancellationToken)).Split(' ').Take(2)));

    // proc(5): "0.20 0.18 0.12 1/80 11206"
    public static double CurrentLoad() =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
