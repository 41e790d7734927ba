using Nuke.Docker.Registries;

namespace Nuke.Docker.Images;

/// <summary>What <see cref="ImagePull"/> pulls, and as whom.</summary>
/// <remarks>Engine API: <c>POST /images/create</c>.</remarks>
public sealed record ImagePullSettings
{
    /// <summary>The settings that every pull starts from.</summary>
    public static ImagePullSettings Default { get; } = new();

    /// <summary>The image, by tag or digest.</summary>
    /// <remarks>Without either it is <c>latest</c>. With both the digest decides.</remarks>
    public ImageReference? Image { get; init; }

    /// <summary>Which one of an image for several platforms.</summary>
    /// <value><see langword="null"/>, the default: the engine's own platform.</value>
    public Platform? Platform { get; init; }

    /// <summary>Where the credentials of the registry are found.</summary>
    /// <value>By default where the docker CLI finds them.</value>
    public RegistryCredentials Credentials { get; init; } = RegistryCredentials.Default;

    /// <summary>What happens after a failure that may pass.</summary>
    public RetrySettings Retry { get; init; } = RetrySettings.Default;

    internal IEnumerable<string> Violations()
    {
        if (Image is null)
            yield return "no image is set. Call SetImage.";
        foreach (var violation in Retry.Violations())
            yield return violation;
    }
}
