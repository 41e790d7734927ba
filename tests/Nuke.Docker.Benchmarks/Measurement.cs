namespace Nuke.Docker.Benchmarks;

/// <summary>One side's run.</summary>
/// <param name="Elapsed">Wall-clock time.</param>
/// <param name="Processor">Processor time of this process and of the child processes that have ended.</param>
/// <param name="PeakBytes">The most resident memory: of this process, or of the largest child process.</param>
sealed record Run(TimeSpan Elapsed, TimeSpan Processor, long PeakBytes);

/// <summary>Two runs, one right after the other.</summary>
sealed record Pair(Run Ours, Run Peer)
{
    /// <summary>Below 1: ours took less time.</summary>
    public double Ratio => Ours.Elapsed / Peer.Elapsed;
}

/// <summary>What came of a scenario.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Title">What is done, in words.</param>
/// <param name="Peer">The program that ours was measured against.</param>
/// <param name="WarmUp">The first pair, which does not count: the runtime compiles our code in it.</param>
/// <param name="Pairs">The pairs that count.</param>
sealed record ScenarioResult(string Scenario, string Title, string Peer, Pair WarmUp, IReadOnlyList<Pair> Pairs)
{
    public TimeSpan OursMedian => TimeSpan.FromSeconds(Median(pair => pair.Ours.Elapsed.TotalSeconds));

    public TimeSpan PeerMedian => TimeSpan.FromSeconds(Median(pair => pair.Peer.Elapsed.TotalSeconds));

    public TimeSpan OursProcessorMedian =>
        TimeSpan.FromSeconds(Median(pair => pair.Ours.Processor.TotalSeconds));

    public TimeSpan PeerProcessorMedian =>
        TimeSpan.FromSeconds(Median(pair => pair.Peer.Processor.TotalSeconds));

    /// <summary>The median of the pairs' ratios: what else the machine does strikes both sides of a pair.</summary>
    public double Ratio => Median(pair => pair.Ratio);

    public long OursPeakBytes => Pairs.Max(pair => pair.Ours.PeakBytes);

    public long PeerPeakBytes => Pairs.Max(pair => pair.Peer.PeakBytes);

    double Median(Func<Pair, double> value)
    {
        var values = Pairs.Select(value).Order().ToList();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
