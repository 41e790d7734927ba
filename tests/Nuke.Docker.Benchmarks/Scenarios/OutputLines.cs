using Nuke.Docker.Progress;

namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>A talkative compiler.</summary>
sealed class OutputLines() : BuildScenario("output", "build that writes 20,000 lines, `--no-cache`")
{
    protected override bool NoCache => true;

    protected override IProgressReporter Reporter { get; } = new LineReporter();

    protected override void WriteFiles(string directory) => File.WriteAllText(Path.Combine(directory, "Dockerfile"), """
        FROM alpine
        RUN yes '/src/shop/Orders/OrderService.cs(42,17): warning CS0618: obsolete' | head -n 20000
        """);

    /// <summary>Writes lines as a log does, to nowhere, as the peer's are.</summary>
    sealed class LineReporter : IProgressReporter
    {
        readonly StreamWriter _writer = new(Stream.Null);

        public void Report(ProgressEvent progressEvent)
        {
            if (progressEvent is ProgressEvent.Output output)
                _writer.WriteLine(output.Line);
        }
    }
}
