using Nuke.Docker.Progress;

namespace Nuke.Docker.Images;

/// <summary>What came of <see cref="ImageBuild.ExportAsync"/>.</summary>
public sealed record ExportedImage
{
    /// <summary>What was written, in the order in which it was asked for.</summary>
    public required IReadOnlyList<ExportedOutput> Outputs { get; init; }

    /// <summary>The steps in the order in which they were built.</summary>
    public required IReadOnlyList<CompletedStep> Steps { get; init; }

    /// <summary>From the listing of the context to the last byte on the disk.</summary>
    public required TimeSpan Duration { get; init; }
}

/// <summary>One thing that was written.</summary>
/// <param name="Output">What was asked for.</param>
/// <param name="Files">How many files it is: those that came into a directory, or 1.</param>
/// <param name="SizeBytes">Their size together. Of a compressed archive the size on the disk.</param>
public sealed record ExportedOutput(ImageOutput Output, int Files, long SizeBytes);
