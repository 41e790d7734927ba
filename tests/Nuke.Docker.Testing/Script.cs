using System.Diagnostics;

namespace Nuke.Docker.Testing;

/// <summary>Small programs that stand in for the machine's own.</summary>
public static class Script
{
    /// <summary>Writes a shell script that can be executed.</summary>
    public static async Task WriteAsync(string path, string text)
    {
        await File.WriteAllTextAsync(path, $"#!/bin/sh\n{text}\n");
        await RunAsync("chmod", "+x", path);
    }

    /// <summary>Runs a program to its end, which must be a good one.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"'{program} {string.Join(' ', arguments)}' ended with exit code {process.ExitCode}.");
    }
}
