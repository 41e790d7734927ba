using System.Globalization;

namespace Nuke.Docker.Benchmarks;

/// <summary>The results for a reader: a Markdown table, as docs/benchmarks.md has it.</summary>
static class ResultTable
{
    public static void Write(BenchmarkResults results, TextWriter output)
    {
        var machine = results.Machine;
        var load = Text($"load before {machine.Load:0.0}, after {MachineDescription.CurrentLoad():0.0}");
        output.WriteLine(Text($"{machine.Cores} cores, {machine.MemoryBytes / 1e9:0} GB of memory, {load}"));
        output.WriteLine($"Engine {machine.Engine}; {machine.DockerCli}; {machine.Buildx}; {machine.Curl}");
        output.WriteLine();
        output.WriteLine(
            "| scenario | peer | ours | peer's | ratio | lowest to highest | our processor | peer's | our memory | "
            + "peer's |");
        output.WriteLine("| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: |");
        foreach (var result in results.Scenarios)
            output.WriteLine(Row(result));
    }

    static string Row(ScenarioResult result)
    {
        string[] cells =
        [
            result.Title,
            result.Peer,
            Seconds(result.OursMedian),
            Seconds(result.PeerMedian),
            Text($"{result.Ratio:0.00}"),
            Text($"{result.Pairs.Min(pair => pair.Ratio):0.00} to {result.Pairs.Max(pair => pair.Ratio):0.00}"),
            Seconds(result.OursProcessorMedian),
            Seconds(result.PeerProcessorMedian),
            Text($"{result.OursPeakBytes / 1e6:0} MB"),
            Text($"{result.PeerPeakBytes / 1e6:0} MB"),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    static string Seconds(TimeSpan time) => Text($"{time.TotalSeconds:0.000} s");

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
