using System.Globalization;

namespace Nuke.Docker.Benchmarks;

/// <summary>The most resident memory that a process has had, as Linux counts it.</summary>
static class PeakMemory
{
    const string Key = "VmHWM:";

    /// <summary>Lets this process's own peak begin again at what is resident now, after a collection.</summary>
    /// <remarks>proc(5), <c>/proc/[pid]/clear_refs</c>: 5 resets the peak.</remarks>
    public static void Reset()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        File.WriteAllText("/proc/self/clear_refs", "5");
    }

    public static long OfThisProcess() => Of(Environment.ProcessId) ?? 0;

    /// <returns>In bytes; <see langword="null"/> if the process has ended.</returns>
    public static long? Of(int processId)
    {
        try
        {
            // proc(5): "VmHWM:	   23412 kB"
            var line = File.ReadLines($"/proc/{processId}/status")
                .FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal));
            return line is null ? null : long.Parse(
                line[Key.Length..^2],
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return null; // It ended between two looks.
        }
    }
}
