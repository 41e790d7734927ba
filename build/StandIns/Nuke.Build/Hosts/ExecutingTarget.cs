using Nuke.Common.Utilities;
using Serilog.Core;
using Serilog.Events;

namespace Nuke.Common.Execution;

/// <summary>Notes in each event the target that runs.</summary>
internal sealed class ExecutingTarget : ILogEventEnricher
{
    private const int Width = 20;

    private static string s_name = string.Empty;

    public static ILogEventEnricher Enricher { get; } = new ExecutingTarget();

    public static IDisposable Set(string name)
    {
        var previous = s_name;
        return DelegateDisposable.CreateBracket(() => s_name = name, () => s_name = previous);
    }

    // The second run of events, in the box at the end, must keep what the first one noted.
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) =>
        logEvent.AddPropertyIfAbsent(
            new(nameof(ExecutingTarget), new ScalarValue(s_name[..Math.Min(s_name.Length, Width)])));
}
