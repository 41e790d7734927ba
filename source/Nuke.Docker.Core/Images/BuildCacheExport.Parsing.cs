using System.Globalization;

namespace Nuke.Docker.Images;

public sealed partial record BuildCacheExport
{
    /// <summary>The attributes that <see cref="TryRead"/> looks for.</summary>
    internal static IReadOnlyList<string> AttributeNames { get; } =
    [
        "compression", "compression-level", "force-compression", "ignore-error", "image-manifest", "oci-mediatypes",
    ];

    /// <summary>Reads the attributes of a cache.</summary>
    /// <returns><see langword="null"/> if one has another value than it can have; the problem names it.</returns>
    internal static BuildCacheExport? TryRead(IReadOnlyDictionary<string, string> attributes, out string? problem)
    {
        string? wrong = null;
        var export = new BuildCacheExport
        {
            Compression = Read(
                "compression",
                text => text switch
                {
                    "uncompressed" => BuildCacheCompression.Uncompressed,
                    "gzip" => BuildCacheCompression.Gzip,
                    "estargz" => BuildCacheCompression.EStargz,
                    "zstd" => BuildCacheCompression.Zstd,
                    _ => (BuildCacheCompression?)null,
                },
                "none of 'uncompressed', 'gzip', 'estargz' and 'zstd'"),
            CompressionLevel = Read(
                "compression-level",
                text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var level)
                    ? level
                    : (int?)null,
                "no number"),
            ForceCompression = ReadSwitch("force-compression") ?? false,
            IgnoreError = ReadSwitch("ignore-error") ?? false,
            ImageManifest = ReadSwitch("image-manifest"),
            OciMediaTypes = ReadSwitch("oci-mediatypes"),
        };
        problem = wrong;
        return wrong is null ? export : null;

        bool? ReadSwitch(string name) =>
            Read(name, text => bool.TryParse(text, out var value) ? value : (bool?)null, "neither 'true' nor 'false'");

        T? Read<T>(string name, Func<string, T?> parse, string otherwise)
            where T : struct
        {
            if (!attributes.TryGetValue(name, out var text))
                return null;
            var value = parse(text);
            if (value is null)
                wrong ??= $"the {name} '{text}' is {otherwise}.";
            return value;
        }
    }
}
