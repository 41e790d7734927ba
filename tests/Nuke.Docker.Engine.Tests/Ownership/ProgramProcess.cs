using System.Diagnostics;
using System.Globalization;

namespace Nuke.Docker.Engine.Tests.Ownership;

/// <summary>The <see cref="Program"/> as a process of its own, to which signals are sent.</summary>
static class ProgramProcess
{
    /// <param name="temporary">The process's directory for temporary files.</param>
    /// <param name="arguments">Its command line.</param>
    public static Process Start(string temporary, params IEnumerable<string> arguments)
    {
        // A shell without job control lets its children ignore these, and would so decide what is tested.
        var start = new ProcessStartInfo(
            "env",
            ["--default-signal=INT,QUIT,HUP,TERM", "dotnet", typeof(Program).Assembly.Location, .. arguments])
        {
            // The runtime's own files, which a killed process leaves, are in none.
            Environment = { ["TMPDIR"] = temporary, ["DOTNET_EnableDiagnostics"] = "0" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>Waits until the process has written the line.</summary>
    public static async Task WaitForAsync(this Process program, string awaited)
    {
        for (var line = ""; line != awaited; line = await program.StandardOutput.ReadLineAsync())
            Assert.NotNull(line);
    }

    /// <summary>Sends the signals one soon after another, and waits until the process has ended.</summary>
    public static async Task SendAsync(this Process program, params IEnumerable<string> signals)
    {
        var watch = Stopwatch.StartNew();
        foreach (var signal in signals)
            program.Signal(signal);
        await program.WaitForExitAsync();
        Assert.InRange(watch.ElapsedMilliseconds, 0, 10_000);
    }

    public static void Signal(this Process program, string signal)
    {
        using var kill = Process.Start(
            "sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {program.Id}")]);
        kill.WaitForExit();
    }
}
