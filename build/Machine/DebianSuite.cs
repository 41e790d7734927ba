namespace Nuke.Docker.Machine;

/// <summary>
/// A Docker Engine from another suite of Debian, unpacked below the cache directory: nothing of it is installed, so
/// the machine's own engine stays what it is.
/// </summary>
public sealed class DebianSuite
{
    static readonly string[] _packages =
        ["docker.io", "containerd", "runc", "iptables", "busybox-static", "pigz", "xz-utils"];
    static readonly string[] _iptables =
        ["iptables", "iptables-save", "iptables-restore", "ip6tables", "ip6tables-save", "ip6tables-restore"];
    static readonly string[] _daemons = ["/usr/sbin/dockerd", "/usr/bin/dockerd"];

    DebianSuite(string name, string root) => (Name, Root) = (name, root);

    /// <summary>The suite, such as <c>sid</c>.</summary>
    public string Name { get; }

    /// <summary>Directory that becomes <c>/</c> for its engine.</summary>
    internal string Root { get; }

    /// <summary>Path of <c>dockerd</c> inside.</summary>
    internal string Daemon => _daemons.First(daemon => File.Exists(Root + daemon));

    /// <summary>Unpacks the engine of a suite, unless this machine has it already: then its version stays.</summary>
    /// <param name="name">A suite of the archive that the machine's own packages come from, such as <c>sid</c>.</param>
    /// <param name="log">Takes one line, if there is something to download.</param>
    /// <param name="cancellationToken">Ends the download; nothing half unpacked stays.</param>
    /// <exception cref="MachineException">Not Debian, not root, or the suite is not in the archive.</exception>
    public static async Task<DebianSuite> GetAsync(string name, Action<string> log, CancellationToken cancellationToken)
    {
        var root = await CacheDirectory.GetAsync(
            Path.Combine("suites", name),
            (directory, cancel) =>
            {
                log($"Unpacking the Docker Engine of Debian {name}");
                return UnpackAsync(name, directory, cancel);
            },
            cancellationToken);
        return new DebianSuite(name, root);
    }

    static async Task UnpackAsync(string name, string directory, CancellationToken cancellationToken)
    {
        var downloads = Directory.CreateTempSubdirectory("suite-");
        try
        {
            var apt = await ConfigureAsync(name, downloads.FullName, cancellationToken);
            var debs = Path.Combine(downloads.FullName, "debs");
            var packages = await apt.DownloadAsync(_packages, debs, cancellationToken);

            var archive = Path.Combine(downloads.FullName, "root.tar");
            await using (var file = File.Create(archive))
            await using (var root = new RootArchive(file))
            {
                await root.AddBaseAsync(cancellationToken);
                foreach (var mountPoint in (string[])["old", "etc/docker", "var/lib"])
                    await root.AddDirectoryAsync(mountPoint, cancellationToken);
                await root.AddTextAsync("etc/resolv.conf", "", cancellationToken);
                foreach (var package in packages)
                    await root.AddPackageAsync(package, cancellationToken);
                foreach (var program in _iptables)
                    await root.AddLinkAsync($"usr/sbin/{program}", "xtables-nft-multi", cancellationToken);
                await root.AddHostAuthoritiesAsync(cancellationToken);
                await BusyBox.AddAppletsAsync(root, packages, cancellationToken);
            }

            Directory.CreateDirectory(directory);
            string[] extract = ["--extract", "--file", archive, "--directory", directory];
            await Command.RunAsync("tar", extract, cancellationToken);
        }
        finally
        {
            downloads.Delete(recursive: true);
        }
    }

    /// <summary>Lists and sources of the suite alone, from the archive that this machine uses already.</summary>
    internal static async Task<AptGet> ConfigureAsync(
        string name, string directory, CancellationToken cancellationToken)
    {
        var sources = Path.Combine(directory, "sources.list");
        var configuration = Path.Combine(directory, "apt.conf");
        Directory.CreateDirectory(Path.Combine(directory, "state", "lists", "partial"));
        Directory.CreateDirectory(Path.Combine(directory, "cache", "archives", "partial"));
        var archive = await AptGet.System.ArchiveAsync(cancellationToken);
        await File.WriteAllTextAsync(sources, $"deb {archive} {name} main\n", cancellationToken);
        await File.WriteAllTextAsync(
            configuration,
            $"""
            Dir::Etc::sourcelist "{sources}";
            Dir::Etc::sourceparts "/dev/null";
            Dir::Etc::preferencesparts "/dev/null";
            Dir::State "{directory}/state";
            Dir::State::status "/dev/null";
            Dir::Cache "{directory}/cache";
            Acquire::Languages "none";
            APT::Sandbox::User "root";

            """,
            cancellationToken);
        return new AptGet(configuration);
    }
}
