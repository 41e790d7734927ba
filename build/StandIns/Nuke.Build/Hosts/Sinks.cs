using Nuke.Common.IO;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Nuke.Common.Execution;

internal sealed class ConsoleSink(string template, Theme theme) : ILogEventSink
{
    private readonly MessageTemplateTextFormatter _formatter = new(template);

    public void Emit(LogEvent logEvent)
    {
        var writer = new StringWriter();
        _formatter.Format(logEvent, writer);

        // The level has three letters in the first brackets of either template, and alone its colour.
        var text = writer.ToString();
        var level = text.IndexOf('[') + 1;
        Console.Write(
            text[..level] + theme.Paint(text.Substring(level, 3), Color(logEvent.Level)) + text[(level + 3)..]);
    }

    private static string Color(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => Theme.Verbose,
        LogEventLevel.Debug => Theme.Debug,
        LogEventLevel.Information => Theme.Information,
        LogEventLevel.Warning => Theme.Warning,
        _ => Theme.Error,
    };
}

internal sealed class HostSink(Host host) : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
        var text = logEvent.RenderMessage();
        if (logEvent.Level == LogEventLevel.Warning)
            host.ReportWarning(text, logEvent.Exception?.ToString());
        else
            host.ReportError(text, logEvent.Exception?.ToString());
    }
}

internal sealed class FileSink(AbsolutePath file, string template) : ILogEventSink, IDisposable
{
    private const string Suffix = "{Level:u1} | {ExecutingTarget,-20} | {Message:l}{NewLine}{Exception}";
    private const int KeptFiles = 5;

    private readonly MessageTemplateTextFormatter _formatter = new(template);
    private readonly StreamWriter _writer = new(file) { AutoFlush = true };

    /// <summary><c>build.log</c> and <c>build.&lt;timestamp&gt;.log</c>; of these, a few are kept.</summary>
    public static LoggerConfiguration AddTo(LoggerConfiguration configuration, AbsolutePath directory)
    {
        directory.GetFiles("build.*.log").OrderByDescending(x => x.Name, StringComparer.Ordinal).Skip(KeptFiles)
            .DeleteFiles();
        return configuration
            .WriteTo.Sink(new FileSink(directory / "build.log", "{Timestamp:HH:mm:ss.fff} | " + Suffix))
            .WriteTo.Sink(new FileSink(directory / $"build.{DateTime.Now:yyyy-MM-dd_HH-mm-ss}.log", Suffix));
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_writer)
            _formatter.Format(logEvent, _writer);
    }

    public void Dispose() => _writer.Dispose();
}
