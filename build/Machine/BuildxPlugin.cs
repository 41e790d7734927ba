namespace Nuke.Docker.Machine;

/// <summary>The docker CLI's plugin that speaks BuildKit, from another suite of Debian: the stable ones have none that
/// is recent.</summary>
public static class BuildxPlugin
{
    const string Package = "docker-buildx";

    /// <summary>Unpacks the plugin, unless this machine has it already: then its version stays.</summary>
    /// <param name="suite">A suite of the archive that the machine's own packages come from, such as
    /// <c>sid</c>.</param>
    /// <param name="log">Takes one line, if there is something to download.</param>
    /// <param name="cancellationToken">Ends the download; nothing half unpacked stays.</param>
    /// <returns>Path of the program.</returns>
    /// <exception cref="MachineException">Not Debian, or the suite is not in the archive.</exception>
    public static async Task<string> GetAsync(string suite, Action<string> log, CancellationToken cancellationToken)
    {
        var root = await CacheDirectory.GetAsync(
            Path.Combine("suites", $"{suite}-buildx"),
            (directory, cancel) =>
            {
                log($"Unpacking {Package} of Debian {suite}");
                return UnpackAsync(suite, directory, cancel);
            },
            cancellationToken);
        return Directory.EnumerateFiles(root, Package, SearchOption.AllDirectories)
            .First(path => path.Contains("/cli-plugins/", StringComparison.Ordinal));
    }

    static async Task UnpackAsync(string suite, string directory, CancellationToken cancellationToken)
    {
        var downloads = Directory.CreateTempSubdirectory("buildx-");
        try
        {
            var apt = await DebianSuite.ConfigureAsync(suite, downloads.FullName, cancellationToken);
            var debs = Path.Combine(downloads.FullName, "debs");
            var packages = await apt.DownloadAsync([Package], debs, cancellationToken);
            var package =
                packages.First(path => Path.GetFileName(path).StartsWith($"{Package}_", StringComparison.Ordinal));
            await Command.RunAsync("dpkg-deb", ["--extract", package, directory], cancellationToken);
        }
        finally
        {
            downloads.Delete(recursive: true);
        }
    }
}
