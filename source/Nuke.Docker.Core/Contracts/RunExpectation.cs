using System.Collections.Concurrent;
using System.Globalization;
using Nuke.Docker.Containers;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Contracts;

/// <summary>Expects that a container ends with an exit code, and what it has to write until then.</summary>
sealed record RunExpectation(int ExitCode, RunContract Run) : ImageExpectation(Describe(ExitCode, Run))
{
    public override async Task<string?> CheckAsync(ImageUnderTest image, CancellationToken cancellationToken)
    {
        var output = new OutputCollector(image.Reporter);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Run.Timeout);
        try
        {
            var settings = Run.Settings(ContainerRunSettings.Default.SetImageId(image.Details.Id));
            var exitCode =
                await ContainerRun.RunAsync(image.Engine, settings, output, limit.Token).ConfigureAwait(false);
            return exitCode == ExitCode ? Missing(output) : $"it exits with {exitCode}{output.Described}";
        }
        catch (EngineRequestException exception)
        {
            return $"it cannot be started: {exception.Reason.TrimEnd('.')}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"it still runs after {Run.Timeout.TotalSeconds} s{output.Described}");
        }
    }

    string? Missing(OutputCollector output) =>
        Run.Texts.FirstOrDefault(text => !output.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
            is { } missing
            ? $"it does not write '{missing}'{output.Described}"
            : null;

    static string Describe(int exitCode, RunContract run)
    {
        var arguments = run.Settings(ContainerRunSettings.Default).Arguments;
        return $"exit with {exitCode}{(arguments.Count == 0 ? "" : $" when it is run with {ExecForm.Write(arguments)}")}"
            + string.Concat(run.Texts.Select(text => $", writing '{text}'"));
    }

    sealed class OutputCollector(IProgressReporter reporter) : IProgressReporter
    {
        readonly ConcurrentQueue<string> _lines = new();

        public IEnumerable<string> Lines => _lines;

        /// <summary>The last line, for a message.</summary>
        public string Described => _lines.LastOrDefault(line => line.Length > 0) is { } last
            ? $"; its last line is '{last}'"
            : ", without a word";

        public void Report(ProgressEvent progressEvent)
        {
            if (progressEvent is ProgressEvent.Output output)
                _lines.Enqueue(output.Line);
            reporter.Report(progressEvent);
        }
    }
}
