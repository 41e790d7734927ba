using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>BuildKit could not build it.</summary>
/// <param name="failure">What the status of the solve says.</param>
/// <param name="step">The step that failed; <see langword="null"/> if it was none of the Dockerfile's.</param>
/// <param name="output">The last lines that the step has written.</param>
sealed class SolveException(SolveFailure failure, BuildStep? step, IReadOnlyList<string> output, Exception cause)
    : DockerException(Describe(failure, step), cause)
{
    public BuildStep? Step => step;

    /// <summary>BuildKit's own words.</summary>
    public string Reason => failure.Reason;

    /// <summary>The exit code of the command that failed; <see langword="null"/> if none did.</summary>
    public int? ExitCode => failure.ExitCode;

    /// <summary>Where in the Dockerfile; <see langword="null"/> if BuildKit does not say.</summary>
    public LineRange? Lines => failure.Lines;

    public IReadOnlyList<string> Output => output;

    static string Describe(SolveFailure failure, BuildStep? step)
    {
        var reason = failure.ExitCode is { } code ? $"exit code {code}." : failure.Reason;
        return step is null ? $"BuildKit did not build it: {reason}" : $"BuildKit stopped at {step}: {reason}";
    }
}
