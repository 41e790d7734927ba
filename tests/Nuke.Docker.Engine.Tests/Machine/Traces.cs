using Nuke.Docker.Machine;

namespace Nuke.Docker.Engine.Tests.Machine;

/// <summary>What a side engine shows of itself on this machine.</summary>
sealed class Traces
{
    readonly string _directory;
    readonly string _interface;

    Traces(string directory)
    {
        _directory = directory;
        Number = Path.GetFileName(directory);
        _interface = $"nukedocker{Number}";
    }

    public string Number { get; }

    public static Traces Of(string socketPath) => new(Path.GetDirectoryName(socketPath)!);

    /// <summary>Those of directory, interface, firewall and process that are there.</summary>
    public async Task<IReadOnlyList<string>> FindAsync()
    {
        var rules = await Command.RunAsync("iptables-save", [], CancellationToken.None);
        (string Name, bool IsThere)[] all =
        [
            ("directory", Directory.Exists(_directory)),
            ("interface", Directory.Exists($"/sys/class/net/{_interface}")),
            ("firewall", rules.Contains($"{_interface} ", StringComparison.Ordinal)),
            ("process", Processes().Any()),
        ];
        return [.. all.Where(trace => trace.IsThere).Select(trace => trace.Name)];
    }

    public IEnumerable<string> FindControlGroups() =>
        Directory.EnumerateDirectories("/sys/fs/cgroup", $"nuke-docker-{Number}", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 });

    /// <summary>Waits for the kernel, which ends them on its own.</summary>
    public async Task ProcessesEndAsync()
    {
        while (Processes().Any())
            await Task.Delay(TimeSpan.FromMilliseconds(20)).WaitAsync(TimeSpan.FromSeconds(20));
    }

    IEnumerable<string> Processes() =>
        from process in Directory.EnumerateDirectories("/proc")
        where char.IsDigit(Path.GetFileName(process)[0]) && CommandLine(process).Contains($"{_directory}/", StringComparison.Ordinal)
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
