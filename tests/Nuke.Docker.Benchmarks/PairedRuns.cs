using System.Diagnostics;
using System.Globalization;
using Nuke.Docker.Benchmarks.Scenarios;

namespace Nuke.Docker.Benchmarks;

/// <summary>Runs a scenario by turns with us and with the peer.</summary>
static class PairedRuns
{
    /// <param name="runs">Pairs that count.</param>
    public static async Task<ScenarioResult> MeasureAsync(
        Scenario scenario, Surroundings surroundings, int runs, CancellationToken cancellationToken)
    {
        Console.Write($"{scenario.Name}: prepare");
        var directory = Directory.CreateDirectory(Path.Combine(surroundings.Directory, scenario.Name)).FullName;
        await scenario.PrepareAsync(surroundings, directory, cancellationToken);
        try
        {
            var warmUp = await MeasurePairAsync(scenario, surroundings, oursFirst: true, cancellationToken);
            var pairs = new List<Pair>();
            // By turns too: whoever comes first in a pair may find the machine's caches colder.
            for (var run = 0; run < runs; run++)
                pairs.Add(await MeasurePairAsync(scenario, surroundings, oursFirst: run % 2 == 0, cancellationToken));
            Console.WriteLine();
            return new ScenarioResult(scenario.Name, scenario.Title, scenario.PeerName, warmUp, pairs);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    static async Task<Run> MeasureAsync(Func<Task> work, Func<long> peakBytes)
    {
        var (started, processor) = (Stopwatch.GetTimestamp(), ProcessorTime.OfThisProcessAndItsChildren());
        await work();
        return new Run(
            Stopwatch.GetElapsedTime(started), ProcessorTime.OfThisProcessAndItsChildren() - processor, peakBytes());
    }

    static async Task<Pair> MeasurePairAsync(
        Scenario scenario, Surroundings surroundings, bool oursFirst, CancellationToken cancellationToken)
    {
        var first = await (oursFirst ? OursAsync() : PeerAsync());
        var second = await (oursFirst ? PeerAsync() : OursAsync());
        var pair = oursFirst ? new Pair(first, second) : new Pair(second, first);
        Console.Write(string.Create(CultureInfo.InvariantCulture, $" {pair.Ratio:0.00}"));
        return pair;

        async Task<Run> OursAsync()
        {
            await scenario.ResetAsync(surroundings, cancellationToken);
            PeakMemory.Reset();
            return await MeasureAsync(
                () => scenario.RunOursAsync(surroundings, cancellationToken), PeakMemory.OfThisProcess);
        }

        async Task<Run> PeerAsync()
        {
            await scenario.ResetAsync(surroundings, cancellationToken);
            if (scenario.Peer is { } program)
                program.ForgetPeak();
            else
                PeakMemory.Reset();
            return await MeasureAsync(
                () => scenario.RunPeerAsync(surroundings, cancellationToken),
                () => scenario.Peer?.PeakBytes ?? PeakMemory.OfThisProcess());
        }
    }
}
