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
        if (targets.Length == 0)
        {
            await UpdateAsync(cancellationToken); // Without lists apt knows no targets.
            targets = await ListTargetsAsync(cancellationToken);
        }

        var archive = targets.Select(line => line.Split(' '))
            .FirstOrDefault(words => words[0] == Distribution.Release && words[1] == "Debian")
            ?? throw new MachineException(
                $"No source of apt has Debian's release '{Distribution.Release}': its archive is not known.");
        return File.Exists(DebianKeys) ? $"[signed-by={DebianKeys}] {archive[2]}" : archive[2];
    }

    async Task<string[]> ListTargetsAsync(CancellationToken cancellationToken) =>
        (await Command.RunAsync(
            "apt-get",
            Arguments("indextargets", "--format", "$(CODENAME) $(ORIGIN) $(REPO_URI)", "Created-By: Packages"),
            cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

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
