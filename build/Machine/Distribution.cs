namespace Nuke.Docker.Machine;

/// <summary>The operating system that this machine runs.</summary>
static class Distribution
{
    /// <summary>Whether packages are Debian's: Debian itself, Ubuntu and others that descend from it.</summary>
    public static bool IsDebian { get; } =
        OperatingSystem.IsLinux() && File.Exists("/etc/debian_version") && File.Exists("/usr/bin/apt-get");

    /// <summary>Code name of the release, such as <c>bookworm</c>; empty if the system does not tell.</summary>
    public static string Release { get; } = Read("VERSION_CODENAME");

    /// <remarks>os-release(5): assignments that a shell would accept, so values may be quoted.</remarks>
    static string Read(string key)
    {
        const string path = "/etc/os-release";
        var lines = File.Exists(path) ? File.ReadLines(path) : [];
        var line = lines.FirstOrDefault(line => line.StartsWith($"{key}=", StringComparison.Ordinal));
        return line?[(key.Length + 1)..].Trim('"') ?? "";
    }
}
