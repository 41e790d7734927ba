namespace Nuke.Docker.Machine;

/// <summary>
/// Debian packages without their scripts, upon busybox: no <c>apt</c> inside, but small and made at once.
/// </summary>
abstract class PackageImage : BaseImage
{
    /// <summary>Packages whose names begin like this do not come along, although others depend on them.</summary>
    protected virtual IReadOnlyList<string> LeftOut => [];

    /// <summary>Links that the packages' scripts would have made: name to target.</summary>
    protected virtual IReadOnlyDictionary<string, string> Links => new Dictionary<string, string>();

    /// <summary>Files besides those of the packages: name to content.</summary>
    protected virtual IReadOnlyDictionary<string, string> Texts => new Dictionary<string, string>();

    /// <summary>Whether <c>https</c> is spoken inside: then the authorities that this machine trusts come
    /// along.</summary>
    protected virtual bool TrustsHostAuthorities => false;

    public override Task<IReadOnlyList<string>> IngredientsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(
        [
            .. Packages, "", .. LeftOut, "",
            .. Links.SelectMany(link => new[] { link.Key, link.Value }),
            .. Texts.SelectMany(text => new[] { text.Key, text.Value }),
        ]);

    public override async Task<IReadOnlyList<string>> AssembleAsync(string archive, CancellationToken cancellationToken)
    {
        var downloads = $"{archive}.debs";
        string[] wanted = ["busybox-static", .. Packages];
        var all = await AptGet.System.DownloadAsync(wanted, downloads, cancellationToken);
        var packages = all.Where(package => !LeftOut.Any(Path.GetFileName(package).StartsWith)).ToList();

        await using (var file = File.Create(archive))
        await using (var root = new RootArchive(file))
        {
            await root.AddBaseAsync(cancellationToken);
            foreach (var (name, text) in Texts)
                await root.AddTextAsync(name, text, cancellationToken);
            foreach (var package in packages)
                await root.AddPackageAsync(package, cancellationToken);
            foreach (var (name, target) in Links)
                await root.AddLinkAsync(name, target, cancellationToken);
            if (TrustsHostAuthorities)
                await root.AddHostAuthoritiesAsync(cancellationToken);
            await BusyBox.AddAppletsAsync(root, packages, cancellationToken);
        }

        Directory.Delete(downloads, recursive: true);
        // apt escapes the colon of a version.
        return [.. packages.Select(package => Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(package)))];
    }
}
