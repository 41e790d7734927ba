using Nuke.Docker.Engine;

namespace Nuke.Docker.Ownership;

/// <summary>A sweep was to leave nothing, and something is in use.</summary>
public sealed class ResourcesInUseException : DockerException
{
    internal ResourcesInUseException(LabelSweepReport report)
        : base(
            $"In use, and therefore left: {string.Join(", ", report.InUse)}. Stop or remove what uses them, or sweep "
            + "running containers too.",
            innerException: null) => Report = report;

    /// <summary>What was removed, and what was not.</summary>
    public LabelSweepReport Report { get; }
}
