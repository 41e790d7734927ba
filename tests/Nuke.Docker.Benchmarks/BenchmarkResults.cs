using System.Text.Json;

namespace Nuke.Docker.Benchmarks;

/// <summary>Everything that was measured.</summary>
sealed class BenchmarkResults(MachineDescription machine)
{
    static readonly JsonSerializerOptions _json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase
    };

    readonly List<ScenarioResult> _scenarios = [];

    public MachineDescription Machine => machine;

    public IReadOnlyList<ScenarioResult> Scenarios => _scenarios;

    public void Add(ScenarioResult result) => _scenarios.Add(result);

    /// <summary>Writes each single run; times in seconds, memory in bytes.</summary>
    public async Task WriteJsonAsync(string file, CancellationToken cancellationToken)
    {
        var document = new
        {
            Machine,
            Scenarios = Scenarios.Select(result => new
            {
                Name = result.Scenario,
                result.Title,
                result.Peer,
                OursSeconds = result.OursMedian.TotalSeconds,
                PeerSeconds = result.PeerMedian.TotalSeconds,
                OursProcessorSeconds = result.OursProcessorMedian.TotalSeconds,
                PeerProcessorSeconds = result.PeerProcessorMedian.TotalSeconds,
                result.Ratio,
                result.OursPeakBytes,
                result.PeerPeakBytes,
                WarmUp = Describe(result.WarmUp),
                Pairs = result.Pairs.Select(Describe),
            }),
        };
        await using var stream = File.Create(file);
        await JsonSerializer.SerializeAsync(stream, document, _json, cancellationToken);
    }

    static object Describe(Pair pair) => new
    {
        OursSeconds = pair.Ours.Elapsed.TotalSeconds,
        PeerSeconds = pair.Peer.Elapsed.TotalSeconds,
        OursProcessorSeconds = pair.Ours.Processor.TotalSeconds,
        PeerProcessorSeconds = pair.Peer.Processor.TotalSeconds,
        pair.Ratio,
        OursPeakBytes = pair.Ours.PeakBytes,
        PeerPeakBytes = pair.Peer.PeakBytes,
    };
}
