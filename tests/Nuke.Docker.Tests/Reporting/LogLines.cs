using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Nuke.Docker.Tests.Reporting;

/// <summary>The log while a test runs, a line an event: its level's first letter and its text.</summary>
sealed class LogLines : ILogEventSink, IDisposable
{
    readonly ILogger _before = Log.Logger;
    readonly List<string> _lines = [];

    // The logger is not disposed: it would dispose its sink in turn.
    public LogLines() => Log.Logger = new LoggerConfiguration().WriteTo.Sink(this).CreateLogger();

    public IReadOnlyList<string> Lines => _lines;

    public void Emit(LogEvent logEvent) =>
        _lines.Add($"{logEvent.Level.ToString()[0]} {logEvent.RenderMessage(CultureInfo.InvariantCulture)}");

    public void Dispose() => Log.Logger = _before;
}

/// <summary>The log belongs to the process: tests that read it run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class LogCollection
{
    public const string Name = "Log";
}
