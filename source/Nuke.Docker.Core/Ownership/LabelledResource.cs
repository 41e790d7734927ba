namespace Nuke.Docker.Ownership;

/// <summary>A container or image that bears the labels that were asked for.</summary>
public sealed record LabelledResource
{
    internal LabelledResource()
    {
    }

    /// <summary>What it is.</summary>
    public required ResourceKind Kind { get; init; }

    /// <summary>The ID: 64 digits, of an image with <c>sha256:</c> in front.</summary>
    public required string Id { get; init; }

    /// <summary>The name of a container, the tags of an image.</summary>
    /// <value>Empty for an untagged image.</value>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The state of a container, such as <c>running</c> or <c>exited</c>.</summary>
    /// <value><see langword="null"/> for an image.</value>
    public required string? State { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What a container has written, or the size of an image with all of its layers, in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>How it is best called: by its first name, or by its short ID.</summary>
    public string Name => Names is [var first, ..] ? first : Id.Split(':')[^1][..12];

    /// <summary>Such as <c>image 'shop:1.4.0'</c>.</summary>
    public override string ToString() => $"{(Kind is ResourceKind.Image ? "image" : "container")} '{Name}'";
}
