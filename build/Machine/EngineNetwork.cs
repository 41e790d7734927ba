namespace Nuke.Docker.Machine;

/// <summary>The way out of a side engine's network namespace: a pair of interfaces, and masquerading.</summary>
static class EngineNetwork
{
    /// <summary>Connects a namespace with the machine's network.</summary>
    /// <param name="slot">Names and addresses.</param>
    /// <param name="processId">A process in the namespace.</param>
    /// <param name="cancellationToken">Ends the commands.</param>
    public static async Task AddAsync(EngineSlot slot, int processId, CancellationToken cancellationToken)
    {
        await Command.RunAsync("ip", ["-batch", "-"], cancellationToken, $"""
            link add {slot.Interface} type veth peer name eth0 netns {processId}
            addr add {slot.HostAddress}/30 dev {slot.Interface}
            link set {slot.Interface} up

            """);
        string[] inside = [$"--net=/proc/{processId}/ns/net", "ip", "-batch", "-"];
        await Command.RunAsync("nsenter", inside, cancellationToken, $"""
            link set lo up
            addr add {slot.EngineAddress}/30 dev eth0
            link set eth0 up
            route add default via {slot.HostAddress}

            """);
        foreach (var (table, chain, rule) in Rules(slot))
        {
            string[] insert = ["--wait", "10", "--table", table, "--insert", chain, .. rule];
            await Command.RunAsync("iptables", insert, cancellationToken);
        }

        // What every engine does at its start; a bare machine has had none yet.
        await File.WriteAllTextAsync("/proc/sys/net/ipv4/ip_forward", "1", cancellationToken);
    }

    /// <summary>Removes the interface and the rules, as often as they are there.</summary>
    public static async Task RemoveAsync(EngineSlot slot, CancellationToken cancellationToken)
    {
        // Absent is what we want: with the namespace its interfaces go by themselves, a moment later.
        await Command.TryRunAsync("ip", ["link", "delete", slot.Interface], cancellationToken);
        foreach (var (table, chain, rule) in Rules(slot))
        {
            string[] delete = ["--wait", "10", "--table", table, "--delete", chain, .. rule];
            while ((await Command.TryRunAsync("iptables", delete, cancellationToken)).ExitCode == 0)
                continue;
        }
    }

    static IEnumerable<(string Table, string Chain, string[] Rule)> Rules(EngineSlot slot) =>
    [
        ("nat", "POSTROUTING", ["-s", slot.Subnet, "!", "-o", slot.Interface, "-j", "MASQUERADE"]),
        ("filter", "FORWARD", ["-i", slot.Interface, "-j", "ACCEPT"]),
        ("filter", "FORWARD",
            ["-o", slot.Interface, "-m", "conntrack", "--ctstate", "RELATED,ESTABLISHED", "-j", "ACCEPT"]),
    ];
}
