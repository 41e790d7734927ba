namespace Nuke.Docker.Machine;

/// <summary>The links by which busybox answers to the names of its applets.</summary>
static class BusyBox
{
    /// <summary>Adds a link for each applet whose name is not taken by a program of its own.</summary>
    /// <param name="root">Holds the package <c>busybox-static</c> already.</param>
    /// <param name="packages">Paths of <c>.deb</c> files, <c>busybox-static</c> among them.</param>
    /// <param name="cancellationToken">Ends the look into the package.</param>
    public static async Task AddAppletsAsync(
        RootArchive root, IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        var package = packages.Single(path => path.Contains("/busybox-static_", StringComparison.Ordinal));
        var directory = Directory.CreateTempSubdirectory("busybox-");
        try
        {
            await Command.RunAsync("dpkg-deb", ["--extract", package, directory.FullName], cancellationToken);
            string[] places = [$"{directory.FullName}/usr/bin/busybox", $"{directory.FullName}/bin/busybox"];
            var applets = await Command.RunAsync(places.First(File.Exists), ["--list"], cancellationToken);
            foreach (var applet in applets.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                await root.AddLinkAsync($"usr/bin/{applet}", "busybox", cancellationToken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
