using System.Diagnostics;
using System.Globalization;

namespace Nuke.Docker.Engine.Tests;

/// <summary>What runs in containers and build steps, of whatever engine on this machine.</summary>
static class StepProcesses
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Waits a while for all processes to end that were started so.</summary>
    /// <param name="commandLine">A part of theirs, with <c>\0</c> between arguments.</param>
    public static async Task AssertEndAsync(string commandLine)
    {
        var waiting = Stopwatch.StartNew();
        while (IsRunning(commandLine) && waiting.Elapsed < _patience)
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        Assert.False(IsRunning(commandLine));
    }

    static bool IsRunning(string commandLine) => Directory.EnumerateDirectories("/proc")
        .Where(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out _))
        .Any(path => CommandLineOf(path).Contains(commandLine, StringComparison.Ordinal));

    static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return ""; // It has ended.
        }
    }
}
