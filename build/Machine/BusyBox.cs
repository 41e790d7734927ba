namespace Nuke.Docker.Machine;

/// <summary>The links by which busybox answers to the names of its applets.</summary>
internal static class BusyBox
{
    const string Path = "usr/bin/busybox";

    /// <summary>Adds a link for each applet whose name is not taken by a program of its own.</summary>
    /// <param name="root">Holds the package <c>busybox-static</c> already.</param>
    /// <param name="packages">Paths of <c>.deb</c> files, <c>busybox-static</c> among them.</param>
    /// <param name="cancellationToken">Ends the look into the package.</param>
    public static async Task AddAppletsAsync(RootArchive root, IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        var package = packages.Single(path => System.IO.Path.GetFileName(path).StartsWith("busybox-static_", StringComparison.Ordinal));
        var directory = Directory.CreateTempSubdirectory("busybox-");
        try
        {
            await Command.RunAsync("dpkg-deb", ["--extract", package, directory.FullName], cancellationToken);
            var program = File.Exists(System.IO.Path.Combine(directory.FullName, Path)) ? Path : "bin/busybox";
            var applets = await Command.RunAsync(System.IO.Path.Combine(directory.FullName, program), ["--list"], cancellationToken);
            foreach (var applet in applets.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => name != "busybox"))
                await root.AddLinkAsync($"usr/bin/{applet}", "busybox", cancellationToken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
