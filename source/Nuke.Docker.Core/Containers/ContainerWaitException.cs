using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>A container will never be what was waited for: it has ended, or is unhealthy.</summary>
public sealed class ContainerWaitException : DockerException
{
    ContainerWaitException(string problem, long? exitCode, IReadOnlyList<string> output)
        : base(string.Join('\n', [problem, .. output.Select(line => "  " + line)]), innerException: null) =>
        (ExitCode, Output) = (exitCode, output);

    /// <summary>The exit code; <see langword="null"/> if it still ran.</summary>
    public long? ExitCode { get; }

    /// <summary>The last lines that the container has written, twenty at most.</summary>
    public IReadOnlyList<string> Output { get; }

    internal static ContainerWaitException Ended(
        string container, WaitStrategy wait, long exitCode, bool outOfMemory, IReadOnlyList<string> output) =>
        new(
            $"{Capital(container)} ended with exit code {exitCode}{(outOfMemory ? " (out of memory)" : "")} while it "
            + $"was waited for {wait}.",
            exitCode,
            output);

    internal static ContainerWaitException Hopeless(
        string container, WaitStrategy wait, string reason, IReadOnlyList<string> output) =>
        new($"{Capital(container)} will not be ready: it was waited for {wait}, but {reason}", exitCode: null, output);

    internal static TimeoutException TimedOut(
        string container, WaitStrategy wait, string seen, TimeSpan limit, IReadOnlyList<string> output) =>
        new(string.Join('\n', [
            FormattableString.Invariant($"{Capital(container)} was not ready within {limit.TotalSeconds} s: ")
            + $"it was waited for {wait}, and the last that was seen is {seen}.",
            .. output.Select(line => "  " + line)]));

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
