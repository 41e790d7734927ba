using Nuke.Docker.Progress;

namespace Nuke.Docker.Images;

/// <summary>What came of an <see cref="ImageBuild"/>.</summary>
public sealed record BuiltImage
{
    /// <summary>The ID: <c>sha256:</c> and 64 digits.</summary>
    public required string Id { get; init; }

    /// <summary>The names that the image got.</summary>
    public required IReadOnlyList<ImageReference> Tags { get; init; }

    /// <summary>The image's size as the engine counts it, in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The steps in the order in which they were built.</summary>
    public required IReadOnlyList<CompletedStep> Steps { get; init; }

    /// <summary>Which builder has built it: never <see cref="ImageBuilder.Auto"/>.</summary>
    public required ImageBuilder Builder { get; init; }

    /// <summary>From the listing of the context to the engine's word of success.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The image, and those of its stages that stay beside it.</summary>
    internal IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>The first twelve digits of the ID.</summary>
    public string ShortId => ShortIdOf(Id);

    /// <summary>How the image is best called: by its first tag, or by its short ID.</summary>
    public string Name => Tags is [var first, ..] ? first.ToString() : ShortId;

    internal static string ShortIdOf(string id) => id.Split(':')[^1][..12];
}
