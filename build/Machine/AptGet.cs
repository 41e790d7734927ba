namespace Nuke.Docker.Machine;

/// <summary><c>apt-get</c> with the machine's own sources, or with those of a configuration of ours.</summary>
/// <param name="configuration">Path of an <c>apt.conf</c>; <see langword="null"/> means the machine's.</param>
internal sealed class AptGet(string? configuration = null)
{
    const string SystemLock = "/run/nuke-docker/apt.lock";
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
                "-o", "APT::Sandbox::User=root", .. packages,
            ],
            cancellationToken);
        return [.. Directory.EnumerateFiles(directory, "*.deb").Order(StringComparer.Ordinal)];
    }

    public Task UpdateAsync(CancellationToken cancellationToken) => Command.RunAsync("apt-get", Arguments("update"), cancellationToken);

    /// <summary>Once as the lists are; if that fails, they are missing or old: once more with new ones.</summary>
    async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var _ = await FileLock.TakeAsync(SystemLock, _lockLimit, cancellationToken);
        var first = await Command.TryRunAsync("apt-get", Arguments(arguments), cancellationToken);
        if (first.ExitCode == 0)
            return;

        await UpdateAsync(cancellationToken);
        await Command.RunAsync("apt-get", Arguments(arguments), cancellationToken);
    }

    string[] Arguments(params IEnumerable<string> arguments) =>
    [
        "-qq", "-o", "DPkg::Lock::Timeout=300", .. configuration is null ? [] : new[] { "-c", configuration }, .. arguments,
    ];
}
