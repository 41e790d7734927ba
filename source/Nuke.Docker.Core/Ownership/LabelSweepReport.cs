namespace Nuke.Docker.Ownership;

/// <summary>What came of a <see cref="LabelSweep"/>.</summary>
public sealed record LabelSweepReport
{
    internal LabelSweepReport()
    {
    }

    /// <summary>What is gone now, or would be if <see cref="IsDryRun"/>.</summary>
    public required IReadOnlyList<LabelledResource> Removed { get; init; }

    /// <summary>What bears the labels and stays: running containers, images that a container or another image
    /// uses.</summary>
    public required IReadOnlyList<LabelledResource> InUse { get; init; }

    /// <summary>Whether nothing was really removed.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>Sizes of all that is gone. Layers that images share count for each of them.</summary>
    public long SizeBytes => Removed.Sum(one => one.SizeBytes);
}
