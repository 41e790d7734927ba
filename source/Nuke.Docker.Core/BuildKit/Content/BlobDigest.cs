using System.Text.RegularExpressions;

namespace Nuke.Docker.BuildKit.Content;

/// <summary>What a blob is called by: the hash of its content. It is safe as the name of a file.</summary>
/// <remarks>OCI image specification, "Digests". Nothing that we serve has another algorithm than SHA-256.</remarks>
readonly partial record struct BlobDigest
{
    BlobDigest(string hex) => Hex = hex;

    /// <summary>64 digits in lower case.</summary>
    public string Hex { get; }

    public static bool TryParse(string text, out BlobDigest digest)
    {
        var match = Grammar().Match(text);
        digest = match.Success ? new(match.Groups[1].Value) : default;
        return match.Success;
    }

    public static BlobDigest Of(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash));

    public override string ToString() => $"sha256:{Hex}";

    [GeneratedRegex(@"\Asha256:([0-9a-f]{64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
