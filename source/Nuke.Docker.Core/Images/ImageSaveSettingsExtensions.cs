namespace Nuke.Docker.Images;

/// <summary>NUKE's verbs for <see cref="ImageSaveSettings"/>. Each returns a changed copy; later values win.</summary>
public static class ImageSaveSettingsExtensions
{
    /// <inheritdoc cref="ImageSaveSettings.Images"/>
    public static ImageSaveSettings SetImages(
        this ImageSaveSettings settings, params IEnumerable<ImageReference> images) =>
        settings with { Images = [.. images] };

    /// <inheritdoc cref="ImageSaveSettings.Images"/>
    /// <exception cref="FormatException">One of the texts is not an image reference.</exception>
    public static ImageSaveSettings SetImages(this ImageSaveSettings settings, params IEnumerable<string> images) =>
        settings.SetImages(images.Select(ImageReference.Parse));

    /// <inheritdoc cref="ImageSaveSettings.File"/>
    public static ImageSaveSettings SetFile(this ImageSaveSettings settings, string? file) =>
        settings with { File = file };

    /// <inheritdoc cref="ImageSaveSettings.Format"/>
    public static ImageSaveSettings SetFormat(this ImageSaveSettings settings, ImageArchiveFormat format) =>
        settings with { Format = format };
}
