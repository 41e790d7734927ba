using System.Globalization;

namespace Nuke.Docker.Benchmarks;

/// <summary>Time that the processor has spent, for user and system together.</summary>
static class ProcessorTime
{
    const int TicksPerSecond = 100;

    /// <remarks>In steps of 10 ms; the engine's own time is not in it.</remarks>
    public static TimeSpan OfThisProcessAndItsChildren()
    {
        // proc(5), /proc/[pid]/stat: "4711 (dotnet) S 1 … utime stime cutime cstime …", fields 14 to 17.
        var text = File.ReadAllText("/proc/self/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }
}
