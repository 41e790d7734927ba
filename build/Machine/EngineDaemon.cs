using System.Globalization;

namespace Nuke.Docker.Machine;

/// <summary>The machine's <c>dockerd</c>, started so that it outlives the process that starts it.</summary>
static class EngineDaemon
{
    const string LogFile = "/var/log/dockerd.log";
    const string PidFile = "/var/run/docker.pid";
    const string ContainerdPidFile = "/var/run/docker/containerd/containerd.pid";
    static readonly string[] _programs = ["/usr/bin/dockerd", "/usr/sbin/dockerd", "/usr/local/bin/dockerd"];
    static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    public static bool IsInstalled => _programs.Any(File.Exists);

    /// <summary>Starts it by the service manager if there is one, and waits until it answers.</summary>
    /// <exception cref="MachineException">It ended or did not answer in time; with the end of its log.</exception>
    public static async Task StartAsync(EngineClient engine, Action<string> log, CancellationToken cancellationToken)
    {
        var isService = Directory.Exists("/run/systemd/system");
        log(isService
            ? "Starting the Docker Engine: systemctl start docker (log: journalctl --unit docker)"
            : $"Starting the Docker Engine in the background (log: {LogFile})");
        if (isService)
            await Command.RunAsync("systemctl", ["start", "docker"], cancellationToken);
        else if (!IsAlive(PidFile, "dockerd"))
            await LaunchAsync(engine, cancellationToken);

        var start = TimeProvider.System.GetTimestamp();
        while (await engine.PingAsync(cancellationToken) is { } failure)
        {
            var elapsed = TimeProvider.System.GetElapsedTime(start);
            // A daemon writes its number before all else; a second without one means that it gave up.
            if (elapsed > _limit || (!isService && elapsed > TimeSpan.FromSeconds(1) && !IsAlive(PidFile, "dockerd")))
            {
                throw new MachineException(
                    $"The Docker Engine does not answer at '{engine.Endpoint}': {failure}.{LastLines(isService)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        var version = await engine.GetAsync("version", cancellationToken);
        log($"Docker Engine {version["Version"]} answers at {engine.Endpoint} and stays running");
    }

    /// <summary>In a session of its own: neither the end of this process nor Ctrl+C reaches it.</summary>
    static async Task LaunchAsync(EngineClient engine, CancellationToken cancellationToken)
    {
        // What a kill leaves behind: dockerd takes a reused number for itself and waits 15 s for containerd's.
        File.Delete(PidFile);
        File.Delete(new Uri(engine.Endpoint).AbsolutePath);
        if (File.Exists(ContainerdPidFile) && !IsAlive(ContainerdPidFile, "containerd"))
            File.Delete(ContainerdPidFile);
        await Command.RunAsync(
            "setsid",
            [
                "--fork", "sh", "-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", LogFile,
                "dockerd", "--host", engine.Endpoint, "--pidfile", PidFile,
            ],
            cancellationToken);
    }

    /// <summary>Whether the process of a pid file runs that program. A zombie has ended.</summary>
    static bool IsAlive(string pidFile, string program)
    {
        var text = File.Exists(pidFile) ? File.ReadAllText(pidFile) : "";
        if (!int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            // proc(5): "number (program) state …"
            var fields = File.ReadAllText($"/proc/{id}/stat").Split(' ');
            return fields is [_, var name, not "Z", ..] && name == $"({program})";
        }
        catch (IOException)
        {
            return false; // No such process, or it ended between open and read.
        }
    }

    static string LastLines(bool isService) => isService || !File.Exists(LogFile)
        ? ""
        : string.Concat(File.ReadLines(LogFile).TakeLast(10).Select(line => $"\n  {line}"));
}
