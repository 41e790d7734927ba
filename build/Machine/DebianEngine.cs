using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nuke.Docker.Machine;

/// <summary>The machine's own Docker Engine, installed and started where there is none yet.</summary>
public static class DebianEngine
{
    const string DefaultEndpoint = "unix:///var/run/docker.sock";
    const string StartLock = "/run/nuke-docker/engine.lock";
    static readonly TimeSpan _lockLimit = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Does nothing if an engine answers, or if the user chose one that is not at a local socket. Otherwise, on Debian
    /// or Ubuntu as root, installs <c>docker.io</c>, starts it in the background, waits for it and leaves it running.
    /// </summary>
    /// <param name="log">Takes a line for what is installed, and for what is started and where it logs.</param>
    /// <param name="cancellationToken">Ends the wait; an engine that was started stays.</param>
    /// <exception cref="MachineException">None can be started here: the message says what to do.</exception>
    public static async Task EnsureAsync(Action<string> log, CancellationToken cancellationToken)
    {
        var host = Environment.GetEnvironmentVariable("DOCKER_HOST");
        if (OperatingSystem.IsWindows() || IsChosenElsewhere(host))
            return;

        using var engine = new EngineClient(string.IsNullOrEmpty(host) ? DefaultEndpoint : host);
        if (await engine.PingAsync(cancellationToken) is not { } failure)
            return;

        if (Remedy(engine.Endpoint) is { } remedy)
        {
            var source = string.IsNullOrEmpty(host) ? "" : " (from DOCKER_HOST)";
            throw new MachineException($"No Docker Engine answers at '{engine.Endpoint}'{source}: {failure}. {remedy}");
        }

        using var _ = await FileLock.TakeAsync(StartLock, _lockLimit, cancellationToken);
        if (await engine.PingAsync(cancellationToken) is null)
            return; // Another process started it while we waited.

        if (!EngineDaemon.IsInstalled)
        {
            string[] packages = ["docker.io", "iptables", "ca-certificates"];
            await DebianPackages.EnsureInstalledAsync(packages, log, cancellationToken);
        }

        await EngineDaemon.StartAsync(engine, log, cancellationToken);
    }

    /// <summary>What the user has to do, or <see langword="null"/> where it can be done for the user.</summary>
    static string? Remedy(string endpoint) =>
        endpoint != DefaultEndpoint ? "Start it, or unset DOCKER_HOST."
        : !Distribution.IsDebian ? "Install Docker Engine and start it, or point DOCKER_HOST at one."
        : Environment.IsPrivilegedProcess ? null
        : "Run 'sudo apt-get install docker.io' and join the group 'docker', or run this as root to have it done.";

    /// <summary>Over a network or in a context of its own the engine is not ours to start.</summary>
    static bool IsChosenElsewhere(string? host)
    {
        if (!string.IsNullOrEmpty(host))
            return !host.StartsWith("unix://", StringComparison.Ordinal);

        var context = Environment.GetEnvironmentVariable("DOCKER_CONTEXT");
        if (string.IsNullOrEmpty(context))
            context = CurrentContext();
        return !string.IsNullOrEmpty(context) && context != "default";
    }

    static string? CurrentContext()
    {
        var directory = Environment.GetEnvironmentVariable("DOCKER_CONFIG");
        if (string.IsNullOrEmpty(directory))
            directory = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");
        var file = Path.Combine(directory, "config.json");
        try
        {
            return File.Exists(file) ? $"{JsonNode.Parse(File.ReadAllText(file))?["currentContext"]}" : null;
        }
        catch (JsonException exception)
        {
            throw new MachineException($"'{file}' is not JSON: {exception.Message}", exception);
        }
    }
}
