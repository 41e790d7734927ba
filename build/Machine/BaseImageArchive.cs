using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.Machine;

/// <summary>The tar of an assembled image, in the cache directory, and the packages that went into it.</summary>
/// <param name="Path">Path of the tar.</param>
/// <param name="Packages">File names of the packages without <c>.deb</c>, in ordinal order.</param>
sealed record BaseImageArchive(string Path, IReadOnlyList<string> Packages)
{
    const int Recipe = 1; // Raise it when the same packages shall give another tar.

    /// <summary>Assembled now, or once before on this machine.</summary>
    public static async Task<BaseImageArchive> GetAsync(BaseImage image, CancellationToken cancellationToken)
    {
        var directory = await CacheDirectory.GetAsync(
            System.IO.Path.Combine("images", $"{image.Repository}-{Key(image)}"),
            (path, cancel) => AssembleAsync(image, path, cancel),
            cancellationToken);
        return new BaseImageArchive(
            System.IO.Path.Combine(directory, "root.tar"),
            await File.ReadAllLinesAsync(System.IO.Path.Combine(directory, "packages"), cancellationToken));
    }

    static async Task AssembleAsync(BaseImage image, string directory, CancellationToken cancellationToken)
    {
        var downloads = System.IO.Path.Combine(directory, "debs");
        Directory.CreateDirectory(downloads);
        string[] wanted = ["busybox-static", .. image.Packages];
        var packages = await AptGet.System.DownloadAsync(wanted, downloads, cancellationToken);

        await using (var file = File.Create(System.IO.Path.Combine(directory, "root.tar")))
        await using (var root = new RootArchive(file))
        {
            await root.AddBaseAsync(cancellationToken);
            foreach (var package in packages)
                await root.AddPackageAsync(package, cancellationToken);
            foreach (var (name, target) in image.Links)
                await root.AddLinkAsync(name, target, cancellationToken);
            if (image.TrustsHostAuthorities)
                await root.AddHostAuthoritiesAsync(cancellationToken);
            await BusyBox.AddAppletsAsync(root, packages, cancellationToken);
        }

        var names = packages.Select(package => $"{System.IO.Path.GetFileNameWithoutExtension(package)}");
        await File.WriteAllLinesAsync(System.IO.Path.Combine(directory, "packages"), names, cancellationToken);
        Directory.Delete(downloads, recursive: true);
    }

    /// <summary>Another distribution, architecture or recipe is another archive.</summary>
    static string Key(BaseImage image)
    {
        string[] parts =
        [
            $"{Recipe}", $"{Distribution.Release}", $"{RuntimeInformation.OSArchitecture}",
            .. image.Packages, .. image.Links.Keys, .. image.Links.Values,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..12];
    }
}
