using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.Machine;

/// <summary>The tar of an assembled image, in the cache directory, and the packages that went into it.</summary>
/// <param name="Key">Another one means another image.</param>
/// <param name="Path">Path of the tar.</param>
/// <param name="Packages">File names of the packages without <c>.deb</c>.</param>
sealed record BaseImageArchive(string Key, string Path, IReadOnlyList<string> Packages)
{
    const int Recipe = 2; // Raise it when the same ingredients shall give another tar.
    const string Root = "root.tar";
    const string List = "packages";

    /// <summary>Assembled now, or once before on this machine.</summary>
    public static async Task<BaseImageArchive> GetAsync(BaseImage image, CancellationToken cancellationToken)
    {
        var key = await KeyAsync(image, cancellationToken);
        var directory = await CacheDirectory.GetAsync(
            System.IO.Path.Combine("images", $"{image.Repository}-{key}"),
            (path, cancel) => AssembleAsync(image, path, cancel),
            cancellationToken);
        return new BaseImageArchive(
            key,
            System.IO.Path.Combine(directory, Root),
            await File.ReadAllLinesAsync(System.IO.Path.Combine(directory, List), cancellationToken));
    }

    /// <summary>Another distribution, architecture or recipe is another archive.</summary>
    public static async Task<string> KeyAsync(BaseImage image, CancellationToken cancellationToken)
    {
        string[] parts =
        [
            $"{Recipe}", $"{Distribution.Release}", $"{RuntimeInformation.OSArchitecture}", image.Shell,
            .. image.Changes, .. await image.IngredientsAsync(cancellationToken),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..12];
    }

    static async Task AssembleAsync(BaseImage image, string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var packages = await image.AssembleAsync(System.IO.Path.Combine(directory, Root), cancellationToken);
        await File.WriteAllLinesAsync(System.IO.Path.Combine(directory, List), packages, cancellationToken);
    }
}
