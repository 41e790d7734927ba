using System.Globalization;
using System.Net.NetworkInformation;

namespace Nuke.Docker.Machine;

/// <summary>
/// The place of one side engine on this machine: a number that stands for its addresses, and a random name for its
/// directory, interface, firewall rules and control groups. The file of the number is locked while its owner lives and
/// holds the name, so whoever gets the lock can remove what a dead owner left.
/// </summary>
sealed class EngineSlot : IDisposable
{
    const string Root = "/var/lib/nuke-docker";
    const int Count = 250;
    readonly FileLock _lock;
    readonly int _number;

    EngineSlot(FileLock taken, int number)
    {
        (_lock, _number) = (taken, number);
        Name = taken.Text;
    }

    /// <summary>Eight hexadecimal digits; empty while it is taken by nobody.</summary>
    public string Name { get; private set; }

    /// <summary>Socket, log, pid file and, unless it is in memory, the data root.</summary>
    public string Directory => Path.Combine(Root, Name);

    /// <summary>At most 15 characters, as the kernel demands.</summary>
    public string Interface => $"nuke{Name}";

    public string ControlGroup => $"nuke-docker-{Name}";

    // RFC 2544: 198.18.0.0/15 is for test networks and routed nowhere.
    public string Subnet => string.Create(CultureInfo.InvariantCulture, $"198.18.{_number}.0/30");

    public string HostAddress => string.Create(CultureInfo.InvariantCulture, $"198.18.{_number}.1");

    public string EngineAddress => string.Create(CultureInfo.InvariantCulture, $"198.18.{_number}.2");

    /// <summary>Frees what dead owners left, then takes the lowest free number.</summary>
    public static async Task<EngineSlot> TakeAsync(CancellationToken cancellationToken)
    {
        EngineSlot? free = null;
        for (var number = 0; number < Count; number++)
        {
            var path = Path.Combine(Root, string.Create(CultureInfo.InvariantCulture, $"slot-{number}"));
            if (free is not null && !File.Exists(path))
                break; // Numbers are taken from below: nobody has been further up.
            if (FileLock.TryTake(path) is not { } taken)
                continue;

            var slot = new EngineSlot(taken, number);
            await slot.CleanAsync(cancellationToken);
            if (free is null && !slot.IsAddressInUse())
                free = slot;
            else
                slot.Dispose();
        }

        if (free is null)
            throw new MachineException($"{Count} side engines run already: no address is left for another.");
        free.Name = free._lock.Text = Random.Shared.GetHexString(8, lowercase: true);
        return free;
    }

    /// <summary>Removes all that bears the name. Its processes have ended before, and their mounts with them.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        if (Name.Length == 0)
            return;

        await EngineNetwork.RemoveAsync(this, cancellationToken);
        foreach (var controller in System.IO.Directory.EnumerateDirectories("/sys/fs/cgroup").Append("/sys/fs/cgroup"))
            RemoveControlGroup(new DirectoryInfo(Path.Combine(controller, ControlGroup)));
        if (System.IO.Directory.Exists(Directory))
            System.IO.Directory.Delete(Directory, recursive: true);
        Name = _lock.Text = "";
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Whether somebody else on this machine has our address, for whatever purpose.</summary>
    bool IsAddressInUse() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Any(address => $"{address.Address}" == HostAddress);

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
