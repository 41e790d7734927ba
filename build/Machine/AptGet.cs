namespace Nuke.Docker.Machine;

/// <summary><c>apt-get</c> with the machine's own sources, or with those of a configuration of ours.</summary>
/// <param name="configuration">Path of an <c>apt.conf</c>; <see langword="null"/> means the machine's.</param>
sealed class AptGet(string? configuration = null)
{
    // One lock for all users would need a directory that all of them may write.
    static readonly string _lock = Environment.IsPrivilegedProcess
        ? "/run/nuke-docker/apt.lock"
        : Path.Combine(CacheDirectory.Root, "apt.lock");
    const string DebianKeys = "/usr/share/keyrings/debian-archive-keyring.gpg";
    static readonly string[] _transferOptions =
        ["Acquire::http", "Acquire::https", "Acquire::Check-", "Acquire::Force", "Acquire::Retries"];
    static readonly TimeSpan _lockLimit = TimeSpan.FromMinutes(10);

    /// <summary>The sources and packages of this machine.</summary>
    public static AptGet System { get; } = new();

    /// <summary>Installs packages into the machine.</summary>
    public Task InstallAsync(IReadOnlyList<string> packages, CancellationToken cancellationToken) =>
        RunAsync(["install", "--yes", "--no-install-recommends", .. packages], cancellationToken);

    /// <summary>Downloads packages with everything that they depend on, as if nothing were installed.</summary>
    /// <remarks><c>apt-get</c> checks hashes and signatures, and knows the machine's proxies.</remarks>
    /// <returns>The paths of the <c>.deb</c> files, in ordinal order.</returns>
    public async Task<IReadOnlyList<string>> DownloadAsync(
        IReadOnlyList<string> packages, string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(directory, "partial"));
        await RunAsync(
            [
                "install", "--yes", "--download-only", "--no-install-recommends",
                "-o", "Dir::State::status=/dev/null", "-o", $"Dir::Cache::archives={directory}/",
                // The directory is ours alone, and dpkg's lock is only for root.
                "-o", "APT::Sandbox::User=root", "-o", "Debug::NoLocking=true", .. packages,
            ],
            cancellationToken);
        return [.. Directory.EnumerateFiles(directory, "*.deb").Order(StringComparer.Ordinal)];
    }

    Task UpdateAsync(CancellationToken cancellationToken) =>
        Command.RunAsync("apt-get", Arguments("update"), cancellationToken);

    /// <summary>Address and signing key of the archive that the distribution's own release comes from.</summary>
    /// <returns>As a line in <c>sources.list</c> has it: <c>[signed-by=…] http://…/debian/</c>.</returns>
    public async Task<string> ArchiveAsync(CancellationToken cancellationToken)
    {
        var targets = await ListTargetsAsync(cancellationToken);
        var archive = targets.FirstOrDefault(target => target[0] == Distribution.Release && target[1] == "Debian")
            ?? throw new MachineException(
                $"No source of apt has Debian's release '{Distribution.Release}': its archive is not known.");
        return Location(archive);
    }

    /// <summary>The sources of the distribution's own packages, updates included, as a <c>sources.list</c>.</summary>
    public async Task<string> SourcesAsync(CancellationToken cancellationToken)
    {
        var targets = await ListTargetsAsync(cancellationToken);
        var lines = targets
            .Where(target => target[1] is "Debian" or "Ubuntu"
                && target[0].StartsWith(Distribution.Release, StringComparison.Ordinal))
            .Select(target => $"deb {Location(target)} {target[3]} {target[4]}\n");
        return string.Concat(lines.Distinct());
    }

    /// <summary>How this machine reaches its sources, as an <c>apt.conf</c>: proxies, and what is checked.</summary>
    /// <remarks>Without the lines that hold a password.</remarks>
    public async Task<string> TransferOptionsAsync(CancellationToken cancellationToken)
    {
        string[] dump = ["dump", "--no-empty", "--format", "%F \"%v\";%n", "Acquire"];
        var options = await Command.RunAsync("apt-config", dump, cancellationToken);
        var lines = options.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => _transferOptions.Any(name => line.StartsWith(name, StringComparison.Ordinal)))
            .Where(line => !line.Contains('@', StringComparison.Ordinal));
        return string.Concat(lines.Select(line => $"{line}\n"));
    }

    static string Location(string[] target) =>
        target[1] == "Debian" && File.Exists(DebianKeys) ? $"[signed-by={DebianKeys}] {target[2]}" : target[2];

    /// <summary>Of each list of packages: code name, origin, address, suite, component.</summary>
    async Task<IReadOnlyList<string[]>> ListTargetsAsync(CancellationToken cancellationToken)
    {
        string[] query =
        [
            "indextargets", "--format", "$(CODENAME) $(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)",
            "Created-By: Packages",
        ];
        var lines = await Command.RunAsync("apt-get", Arguments(query), cancellationToken);
        if (lines.Length == 0)
        {
            await UpdateAsync(cancellationToken); // Without lists apt knows no targets.
            lines = await Command.RunAsync("apt-get", Arguments(query), cancellationToken);
        }

        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
    }

    /// <summary>Once as the lists are; if that fails, they are missing or old: once more with new ones.</summary>
    async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var _ = await FileLock.TakeAsync(_lock, _lockLimit, cancellationToken);
        var first = await Command.TryRunAsync("apt-get", Arguments(arguments), cancellationToken);
        if (first.ExitCode == 0)
            return;

        await UpdateAsync(cancellationToken);
        await Command.RunAsync("apt-get", Arguments(arguments), cancellationToken);
    }

    string[] Arguments(params IEnumerable<string> arguments) =>
    [
        "-qq", "-o", "DPkg::Lock::Timeout=300",
        .. configuration is null ? [] : new[] { "-c", configuration }, .. arguments,
    ];
}
