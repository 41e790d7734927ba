namespace Nuke.Docker.Images;

/// <summary>What <see cref="ImageSave"/> saves, and where.</summary>
/// <remarks>Engine API: <c>GET /images/get</c>.</remarks>
public sealed record ImageSaveSettings
{
    /// <summary>The settings that every save starts from.</summary>
    public static ImageSaveSettings Default { get; } = new();

    /// <summary>The images; what they share is in the archive once.</summary>
    public IReadOnlyList<ImageReference> Images { get; init; } = [];

    /// <summary>The archive; an absolute path. It is compressed if its name ends with <c>.gz</c> or
    /// <c>.tgz</c>.</summary>
    public string? File { get; init; }

    /// <summary>What the archive is like inside.</summary>
    public ImageArchiveFormat Format { get; init; } = ImageArchiveFormat.Docker;

    internal IEnumerable<string> Violations()
    {
        if (Images.Count == 0)
            yield return "none is set. Call SetImages.";
        if (File is null)
            yield return "no file is set. Call SetFile.";
        else if (!Path.IsPathFullyQualified(File))
            yield return $"the file '{File}' is not an absolute path.";
    }
}
