using System.Diagnostics;
using System.Globalization;

namespace Nuke.Docker.Machine;

/// <summary>
/// A Docker Engine of its own beside the machine's: data root, socket, processes, mounts and network are its own, and
/// nothing of it stays when it is disposed or when the process that started it dies.
/// </summary>
/// <remarks>Needs root, and the packages <c>docker.io iproute2 iptables util-linux</c>.</remarks>
public sealed class SideEngine : IAsyncDisposable
{
    const long EnoughMemory = 8L << 30;
    static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan _stopLimit = TimeSpan.FromSeconds(30);

    readonly SideEngineSettings _settings;
    readonly EngineSlot _slot;
    readonly EngineNamespaces _namespaces;
    Process? _daemon;

    SideEngine(SideEngineSettings settings, EngineSlot slot, EngineNamespaces namespaces)
    {
        (_settings, _slot, _namespaces) = (settings, slot, namespaces);
        SocketPath = Path.Combine(slot.Directory, "docker.sock");
        Client = new EngineClient(Endpoint);
    }

    public string SocketPath { get; }

    /// <summary><c>unix://</c> and <see cref="SocketPath"/>.</summary>
    public string Endpoint => $"unix://{SocketPath}";

    public EngineClient Client { get; }

    /// <summary>The address under which published ports of its containers are reached from this machine.</summary>
    public string Address => _slot.EngineAddress;

    /// <summary>The address under which the engine and its containers reach this machine.</summary>
    public string HostAddress => _slot.HostAddress;

    /// <summary>What the engine reads as <c>/etc/docker</c>: <c>certs.d</c> goes there.</summary>
    public string ConfigurationDirectory => Path.Combine(_slot.Directory, "etc");

    /// <summary>Path of its network namespace: what <c>nsenter --net=</c> runs there shares its loopback.</summary>
    public string NetworkNamespace => $"/proc/{_namespaces.ProcessId}/ns/net";

    /// <summary>All that it keeps, as this machine sees it, also if that is in its memory.</summary>
    public string DataDirectory => $"/proc/{_namespaces.ProcessId}/root{_slot.Directory}/data";

    public string LogFile => Path.Combine(_slot.Directory, "dockerd.log");

    string PidFile => Path.Combine(_slot.Directory, "daemon.pid");

    /// <summary>Starts an engine and waits until it answers.</summary>
    /// <exception cref="MachineException">Not root, a program is missing, or the engine does not come up.</exception>
    public static async Task<SideEngine> StartAsync(SideEngineSettings settings, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
            throw new MachineException("A side engine needs root: it has namespaces and mounts of its own.");

        var slot = await EngineSlot.TakeAsync(cancellationToken);
        EngineNamespaces? namespaces = null;
        try
        {
            foreach (var name in (string[])["data", "etc", "exec/containerd"])
                Directory.CreateDirectory(Path.Combine(slot.Directory, name));
            var memory = await MemoryBytesAsync(settings, cancellationToken);
            var root = settings.Suite?.Root;
            namespaces = await EngineNamespaces.CreateAsync(slot.Directory, root, memory, cancellationToken);
            await EngineNetwork.AddAsync(slot, namespaces.ProcessId, cancellationToken);
            var engine = new SideEngine(settings, slot, namespaces);
            await engine.StartAsync(cancellationToken);
            return engine;
        }
        catch
        {
            await RemoveAsync(slot, namespaces);
            throw;
        }
    }

    /// <summary>Starts the daemon after <see cref="StopAsync"/> or <see cref="KillAsync"/>: its data is still
    /// there.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // After a kill: process numbers in here return soon, and dockerd would take another's for its own.
        foreach (var stale in (string[])["docker.pid", "docker.sock", "exec/containerd/containerd.pid"])
            File.Delete(Path.Combine(_slot.Directory, stale));
        _daemon?.Dispose();
        _daemon = Command.Start(
            "nsenter",
            _namespaces.Enter(
            [
                // The shell's number is that of the daemon afterwards.
                "sh", "-c", "echo $$ >\"$1\"; shift; exec \"$@\" >>\"$0\" 2>&1", LogFile, PidFile,
                .. _settings.IsPodman
                    ? SideEngineDaemon.Podman(_slot, Endpoint)
                    : SideEngineDaemon.Docker(_slot, Endpoint, _settings.Suite?.Daemon ?? "dockerd"),
                .. _settings.Arguments,
            ]));
        _daemon.StandardInput.Close();

        var start = TimeProvider.System.GetTimestamp();
        while (await Client.PingAsync(cancellationToken) is { } failure)
        {
            if (_daemon.HasExited || TimeProvider.System.GetElapsedTime(start) > _startLimit)
                throw new MachineException($"The side engine at '{Endpoint}' did not come up: {failure}.{LastLines()}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }

    /// <summary>Ends the daemon as a service manager does (SIGTERM): it stops its containers first.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => EndAsync("TERM", cancellationToken);

    /// <summary>Ends the daemon as a crash does (SIGKILL): containers and locks stay as they are.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => EndAsync("KILL", cancellationToken);

    /// <summary>Lets the daemon hang (SIGSTOP): its connections stay open, and nothing answers on them.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => SignalAsync("STOP", cancellationToken);

    /// <summary>Ends <see cref="PauseAsync"/> (SIGCONT).</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await SignalAsync("CONT", cancellationToken);
        // nsenter, which waits for the daemon, stops with it, and does not go on with it.
        await Command.RunAsync("kill", ["-CONT", $"{_daemon!.Id}"], cancellationToken);
    }

    /// <summary><see cref="StopAsync"/>, then <see cref="StartAsync(CancellationToken)"/>.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken);
        await StartAsync(cancellationToken);
    }

    /// <summary>Removes the engine with everything in it, at once and without stopping containers one by one.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await RemoveAsync(_slot, _namespaces);
        _daemon?.Dispose();
    }

    static async Task RemoveAsync(EngineSlot slot, EngineNamespaces? namespaces)
    {
        if (namespaces is not null)
            await namespaces.DisposeAsync();
        await slot.CleanAsync(CancellationToken.None);
        slot.Dispose();
    }

    async Task EndAsync(string signal, CancellationToken cancellationToken)
    {
        await SignalAsync(signal, cancellationToken);
        await _daemon!.WaitForExitAsync(cancellationToken).WaitAsync(_stopLimit, cancellationToken);
    }

    Task SignalAsync(string signal, CancellationToken cancellationToken) => Command.RunAsync(
        "nsenter", _namespaces.Enter("sh", "-c", $"kill -{signal} $(cat {PidFile})"), cancellationToken);

    static async Task<long?> MemoryBytesAsync(SideEngineSettings settings, CancellationToken cancellationToken)
    {
        // proc(5): "MemAvailable:   23705884 kB"
        var lines = await File.ReadAllLinesAsync("/proc/meminfo", cancellationToken);
        var line = lines.First(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
        var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        var available = long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024;
        return settings.InMemory ?? available >= EnoughMemory ? settings.DataBytes ?? available / 2 : null;
    }

    string LastLines() => File.Exists(LogFile)
        ? string.Concat(File.ReadLines(LogFile).TakeLast(10).Select(line => $"\n  {line}"))
        : "";
}
