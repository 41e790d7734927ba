using System.Globalization;

namespace Nuke.Docker.Machine;

/// <summary>
/// A number that one side engine owns on this machine, and everything that is named by it: directory, addresses,
/// network interface, firewall rules, control groups. Who holds the lock may remove what a dead owner left.
/// </summary>
internal sealed class EngineSlot : IDisposable
{
    const string Locks = "/run/nuke-docker";
    const string Directories = "/var/lib/nuke-docker";
    const int Count = 250;
    readonly FileLock _lock;
    readonly int _number;

    EngineSlot(FileLock taken, int number) => (_lock, _number) = (taken, number);

    /// <summary>Socket, log, pid file and, unless it is on a tmpfs, the data root.</summary>
    public string Directory => Path.Combine(Directories, Number);

    /// <summary>At most 15 characters, as the kernel demands.</summary>
    public string Interface => $"nukedocker{Number}";

    // RFC 2544: 198.18.0.0/15 is for test networks and routed nowhere.
    public string Subnet => $"198.18.{Number}.0/30";

    public string HostAddress => $"198.18.{Number}.1";

    public string EngineAddress => $"198.18.{Number}.2";

    public string ControlGroup => $"nuke-docker-{Number}";

    string Number => _number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Frees what dead owners left, then takes the lowest free number.</summary>
    public static async Task<EngineSlot> TakeAsync(CancellationToken cancellationToken)
    {
        EngineSlot? free = null;
        for (var number = 0; number < Count; number++)
        {
            var isUsed = System.IO.Directory.Exists(Path.Combine(Directories, number.ToString(CultureInfo.InvariantCulture)));
            if (free is not null && !isUsed)
                continue;
            if (FileLock.TryTake(Path.Combine(Locks, $"{number}.lock")) is not { } taken)
                continue;

            var slot = new EngineSlot(taken, number);
            if (isUsed)
                await slot.CleanAsync(cancellationToken);
            if (free is null)
                free = slot;
            else
                slot.Dispose();
        }

        return free ?? throw new MachineException($"{Count} side engines run already: no address is left for another.");
    }

    /// <summary>Removes all that bears the number. Its processes have ended before, and their mounts with them.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        await EngineNetwork.RemoveAsync(this, cancellationToken);
        foreach (var controller in System.IO.Directory.EnumerateDirectories("/sys/fs/cgroup").Append("/sys/fs/cgroup"))
            RemoveControlGroup(new DirectoryInfo(Path.Combine(controller, ControlGroup)));
        if (System.IO.Directory.Exists(Directory))
            System.IO.Directory.Delete(Directory, recursive: true);
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Only <c>rmdir</c> removes a control group, from the innermost outwards.</summary>
    static void RemoveControlGroup(DirectoryInfo group)
    {
        if (!group.Exists)
            return;
        foreach (var child in group.EnumerateDirectories())
            RemoveControlGroup(child);
        group.Delete();
    }
}
