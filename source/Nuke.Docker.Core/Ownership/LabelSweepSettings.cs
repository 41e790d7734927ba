namespace Nuke.Docker.Ownership;

/// <summary>What <see cref="LabelSweep"/> removes.</summary>
public sealed record LabelSweepSettings
{
    /// <summary>The settings that every sweep starts from. They remove nothing yet.</summary>
    public static LabelSweepSettings Default { get; } = new();

    /// <summary>The labels that something has to bear, all of them.</summary>
    /// <value>At least one: without a label nothing is ever removed.</value>
    public IReadOnlyList<LabelFilter> Labels { get; init; } = [];

    /// <summary>Whether containers are removed that run.</summary>
    /// <value><see langword="false"/> by default: they count as in use.</value>
    public bool IncludeRunning { get; init; }

    /// <summary>Whether it is only told what would be removed.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether something in use is an error, after everything else has been removed.</summary>
    /// <value><see langword="false"/> by default: it is told in the report.</value>
    public bool FailOnInUse { get; init; }

    internal IEnumerable<string> Violations()
    {
        if (Labels.Count == 0)
            yield return "no label is given, and without one everything would go. Call AddLabels.";
    }
}
