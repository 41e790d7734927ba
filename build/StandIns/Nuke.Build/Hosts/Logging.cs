using System.Collections.Concurrent;
using Nuke.Common.CI;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Nuke.Common.Execution;

public static partial class Logging
{
    public static readonly LoggingLevelSwitch LevelSwitch = new();

    internal const string ErrorsAndWarningsTemplate = "[{Level:u3}] {ExecutingTarget}: {Message:l}{NewLine}";
    internal const string PlainTemplate = "[{Level:u3}] {Message:l}{NewLine}{Exception}";
    internal const string TimestampTemplate = "{Timestamp:HH:mm:ss} " + PlainTemplate;

    private static readonly LogEventLevel[] Levels =
        [LogEventLevel.Verbose, LogEventLevel.Debug, LogEventLevel.Warning, LogEventLevel.Error];

    public static LogLevel Level
    {
        get => (LogLevel)Array.IndexOf(Levels, LevelSwitch.MinimumLevel);
        set => LevelSwitch.MinimumLevel = Levels[(int)value];
    }

    public static void Configure(INukeBuild build = null)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .Enrich.With(ExecutingTarget.Enricher);
        Log.Logger = (build == null ? configuration : Configure(configuration, build)).CreateLogger();
    }

    public static IDisposable SetTarget(string name) => ExecutingTarget.Set(name);

    private static LoggerConfiguration Configure(LoggerConfiguration configuration, INukeBuild build)
    {
        var template = build.IsOutputEnabled(DefaultOutput.Timestamps) ? TimestampTemplate : PlainTemplate;
        configuration
            .WriteTo.Sink(new HostSink(build.Host), LogEventLevel.Warning)
            .WriteTo.Sink(new ConsoleSink(template, build.Host.Theme), LevelAlias.Minimum, LevelSwitch)
            .WriteTo.Sink(InMemorySink.Instance, LogEventLevel.Warning)
            .Filter.ByExcluding(x => build.Host.FilterMessage(x.MessageTemplate.Text));

        return build.Host is IBuildServer ? configuration : FileSink.AddTo(configuration, build.TemporaryDirectory);
    }

    /// <summary>Warnings and errors of the whole run, for the box at its end.</summary>
    public class InMemorySink : ILogEventSink
    {
        private readonly ConcurrentQueue<LogEvent> _events = new();

        private InMemorySink()
        {
        }

        public static InMemorySink Instance { get; } = new();

        public IReadOnlyCollection<LogEvent> LogEvents => _events;

        public void Emit(LogEvent logEvent) => _events.Enqueue(logEvent);
    }
}
