using Nuke.Docker.Machine;

namespace Nuke.Docker.Engine.Tests.Machine;

/// <summary>What a side engine shows of itself on this machine.</summary>
sealed class Traces
{
    readonly string _directory;
    readonly string _name;

    /// <param name="socketPath">The engine's; its directory bears the engine's name.</param>
    public Traces(string socketPath)
    {
        _directory = Path.GetDirectoryName(socketPath)!;
        _name = Path.GetFileName(_directory);
    }

    /// <summary>Those of directory, interface, firewall and process that are there.</summary>
    public async Task<IReadOnlyList<string>> FindAsync()
    {
        var rules = await Command.RunAsync("iptables-save", [], CancellationToken.None);
        (string Name, bool IsThere)[] all =
        [
            ("directory", Directory.Exists(_directory)),
            ("interface", Directory.Exists($"/sys/class/net/nuke{_name}")),
            ("firewall", rules.Contains($"nuke{_name} ", StringComparison.Ordinal)),
            ("process", Processes().Any()),
        ];
        return [.. all.Where(trace => trace.IsThere).Select(trace => trace.Name)];
    }

    public IEnumerable<string> FindControlGroups() =>
        Directory.EnumerateDirectories(
            "/sys/fs/cgroup",
            $"nuke-docker-{_name}",
            new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 });

    /// <summary>Waits until none of them is there: the kernel and other processes' sweeps take their time.</summary>
    public async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await FindAsync()).Count > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    /// <summary>Waits until the kernel has ended its processes.</summary>
    public async Task ProcessesEndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Processes().Any())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    IEnumerable<string> Processes() =>
        from process in Directory.EnumerateDirectories("/proc")
        where char.IsDigit(Path.GetFileName(process)[0])
        where CommandLine(process).Contains($"{_directory}/", StringComparison.Ordinal)
        select process;

    static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return ""; // It ended meanwhile.
        }
    }
}
