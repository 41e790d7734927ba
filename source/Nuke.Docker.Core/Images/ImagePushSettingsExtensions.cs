using Nuke.Docker.Registries;

namespace Nuke.Docker.Images;

/// <summary>NUKE's verbs for <see cref="ImagePushSettings"/>. Each returns a changed copy; later values win.</summary>
public static class ImagePushSettingsExtensions
{
    /// <inheritdoc cref="ImagePushSettings.Images"/>
    public static ImagePushSettings SetImages(
        this ImagePushSettings settings, params IEnumerable<ImageReference> images) =>
        settings with { Images = [.. images] };

    /// <inheritdoc cref="ImagePushSettings.Images"/>
    /// <exception cref="FormatException">One of the texts is not an image reference.</exception>
    public static ImagePushSettings SetImages(this ImagePushSettings settings, params IEnumerable<string> images) =>
        settings.SetImages(images.Select(ImageReference.Parse));

    /// <inheritdoc cref="ImagePushSettings.Images"/>
    public static ImagePushSettings AddImages(
        this ImagePushSettings settings, params IEnumerable<ImageReference> images) =>
        settings with { Images = [.. settings.Images, .. images] };

    /// <inheritdoc cref="ImagePushSettings.Images"/>
    /// <exception cref="FormatException">One of the texts is not an image reference.</exception>
    public static ImagePushSettings AddImages(this ImagePushSettings settings, params IEnumerable<string> images) =>
        settings.AddImages(images.Select(ImageReference.Parse));

    /// <inheritdoc cref="ImagePushSettings.Images"/>
    public static ImagePushSettings ClearImages(this ImagePushSettings settings) => settings with { Images = [] };

    /// <inheritdoc cref="ImagePushSettings.Credentials"/>
    public static ImagePushSettings SetCredentials(this ImagePushSettings settings, RegistryCredentials credentials) =>
        settings with { Credentials = credentials };

    /// <summary>Adds credentials that come before those of Docker's configuration.</summary>
    public static ImagePushSettings AddCredentials(
        this ImagePushSettings settings, params IEnumerable<RegistryCredential> given) =>
        settings.SetCredentials(settings.Credentials.With(given));

    /// <inheritdoc cref="ImagePushSettings.Retry"/>
    public static ImagePushSettings SetRetry(this ImagePushSettings settings, RetrySettings retry) =>
        settings with { Retry = retry };
}
