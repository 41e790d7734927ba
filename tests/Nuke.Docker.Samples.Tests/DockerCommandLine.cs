using System.Diagnostics;
using Nuke.Docker.Machine;

namespace Nuke.Docker.Samples.Tests;

/// <summary>The docker CLI of the distribution: what a sample is compared with.</summary>
static class DockerCommandLine
{
    /// <summary>Runs it against an engine, with the classic builder. It must succeed.</summary>
    /// <returns>Its standard output.</returns>
    public static async Task<string> RunAsync(
        PrivateEngine engine, string directory, params IEnumerable<string> arguments)
    {
        // Newer releases have it in a package of its own.
        if (!IsInstalled())
            await DebianPackages.EnsureInstalledAsync(["docker-cli"], _ => { }, CancellationToken.None);
        using var configuration = new TemporaryDirectory();
        var start = new ProcessStartInfo("docker", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DOCKER_HOST"] = engine.Endpoint,
                ["DOCKER_CONFIG"] = configuration.Path,
                ["DOCKER_BUILDKIT"] = "0",
                ["DOCKER_CONTEXT"] = null,
            },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }

    static bool IsInstalled() =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(path => File.Exists(Path.Combine(path, "docker")));
}
