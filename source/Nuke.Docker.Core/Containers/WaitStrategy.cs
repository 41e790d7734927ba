using System.Globalization;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Containers;

/// <summary>What a start waits for. A closed family; several are waited for one after another.</summary>
public abstract record WaitStrategy
{
    WaitStrategy()
    {
    }

    /// <summary>The port that has to be published, if this asks one from outside.</summary>
    internal virtual int? PublishedPort => null;

    /// <summary>The container's health check succeeds. One that fails too often ends the wait.</summary>
    public sealed record Healthy : WaitStrategy
    {
        /// <inheritdoc/>
        public override string ToString() => "the health check to succeed";
    }

    /// <summary>The container has written a line, to its standard output or error.</summary>
    /// <param name="Pattern">Matches anywhere in the line.</param>
    /// <param name="Occurrences">How many lines have to match.</param>
    public sealed record LogLine(Regex Pattern, int Occurrences = 1) : WaitStrategy
    {
        /// <inheritdoc/>
        public override string ToString() => Occurrences == 1
            ? $"a line that matches '{Pattern}'"
            : string.Create(CultureInfo.InvariantCulture, $"{Occurrences} lines that match '{Pattern}'");
    }

    /// <summary>Something accepts connections at a published port, and keeps them open.</summary>
    /// <param name="ContainerPort">The port in the container.</param>
    /// <remarks>
    /// The engine's own proxy accepts connections before the container does, and closes them at once. So a connection
    /// counts only if it is still open a moment later, or has brought something.
    /// </remarks>
    public sealed record Port(int ContainerPort) : WaitStrategy
    {
        internal override int? PublishedPort => ContainerPort;

        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"port {ContainerPort}");
    }

    /// <summary>An HTTP server answers at a published port.</summary>
    /// <param name="ContainerPort">The port in the container.</param>
    /// <param name="Path">What is asked for.</param>
    /// <param name="Status">The status that it has to answer with.</param>
    public sealed record Http(int ContainerPort, string Path = "/", int Status = 200) : WaitStrategy
    {
        internal override int? PublishedPort => ContainerPort;

        /// <inheritdoc/>
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"status {Status} of GET {Path} at port {ContainerPort}");
    }

    /// <summary>The container has ended.</summary>
    /// <param name="ExitCode">With this exit code; <see langword="null"/>: with any.</param>
    public sealed record Exit(int? ExitCode = 0) : WaitStrategy
    {
        /// <inheritdoc/>
        public override string ToString() => ExitCode is null
            ? "its end"
            : string.Create(CultureInfo.InvariantCulture, $"its end with exit code {ExitCode}");
    }

    /// <summary>A command in the container ends with exit code 0.</summary>
    /// <param name="Line">Program and arguments.</param>
    public sealed record Command(IReadOnlyList<string> Line) : WaitStrategy
    {
        /// <inheritdoc/>
        public override string ToString() => $"the command '{string.Join(' ', Line)}' to succeed";
    }
}
