using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Images;

/// <summary>What an image runs on: <c>os/architecture[/variant]</c>, such as <c>linux/arm64/v8</c>.</summary>
/// <remarks>OCI image specification, "Image index", property <c>platform</c>.</remarks>
public sealed partial record Platform
{
    Platform(string operatingSystem, string architecture, string? variant) =>
        (OperatingSystem, Architecture, Variant) = (operatingSystem, architecture, variant);

    /// <summary>The operating system, such as <c>linux</c>.</summary>
    public string OperatingSystem { get; }

    /// <summary>The architecture in Go's naming, such as <c>amd64</c>.</summary>
    public string Architecture { get; }

    /// <summary>The variant of the architecture, such as <c>v8</c>, if given.</summary>
    public string? Variant { get; }

    /// <summary>Reads a platform.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static Platform Parse(string text) =>
        TryParse(text, out var platform)
            ? platform
            : throw new FormatException(
                $"'{text}' is not a platform: expected 'os/architecture[/variant]', such as 'linux/amd64'.");

    /// <summary>Reads a platform.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Platform? platform)
    {
        platform = Grammar().IsMatch(text ?? "") && text!.Split('/') is { } parts
            ? new Platform(parts[0], parts[1], parts.ElementAtOrDefault(2))
            : null;
        return platform is not null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join('/', new[] { OperatingSystem, Architecture, Variant }.OfType<string>());

    [GeneratedRegex(@"^[a-z0-9_.-]+/[a-z0-9_.-]+(/[a-z0-9_.-]+)?\z")]
    private static partial Regex Grammar();
}
