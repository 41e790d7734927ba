using Nuke.Docker.Registries;

namespace Nuke.Docker.Images;

/// <summary>NUKE's verbs for <see cref="ImagePullSettings"/>. Each returns a changed copy; later values win.</summary>
public static class ImagePullSettingsExtensions
{
    /// <inheritdoc cref="ImagePullSettings.Image"/>
    public static ImagePullSettings SetImage(this ImagePullSettings settings, ImageReference? image) =>
        settings with { Image = image };

    /// <inheritdoc cref="ImagePullSettings.Image"/>
    /// <exception cref="FormatException">The text is not an image reference.</exception>
    public static ImagePullSettings SetImage(this ImagePullSettings settings, string image) =>
        settings.SetImage(ImageReference.Parse(image));

    /// <inheritdoc cref="ImagePullSettings.Platform"/>
    public static ImagePullSettings SetPlatform(this ImagePullSettings settings, Platform? platform) =>
        settings with { Platform = platform };

    /// <inheritdoc cref="ImagePullSettings.Credentials"/>
    public static ImagePullSettings SetCredentials(this ImagePullSettings settings, RegistryCredentials credentials) =>
        settings with { Credentials = credentials };

    /// <summary>Adds credentials that come before those of Docker's configuration.</summary>
    public static ImagePullSettings AddCredentials(
        this ImagePullSettings settings, params IEnumerable<RegistryCredential> given) =>
        settings.SetCredentials(settings.Credentials.With(given));

    /// <inheritdoc cref="ImagePullSettings.Retry"/>
    public static ImagePullSettings SetRetry(this ImagePullSettings settings, RetrySettings retry) =>
        settings with { Retry = retry };
}
