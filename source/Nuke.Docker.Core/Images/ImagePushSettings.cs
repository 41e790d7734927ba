using Nuke.Docker.Registries;

namespace Nuke.Docker.Images;

/// <summary>What <see cref="ImagePush"/> pushes, and as whom.</summary>
/// <remarks>Engine API: <c>POST /images/&lt;name>/push</c>.</remarks>
public sealed record ImagePushSettings
{
    /// <summary>The settings that every push starts from.</summary>
    public static ImagePushSettings Default { get; } = new();

    /// <summary>The images, one after another; a name says which registry. Without a tag it is <c>latest</c>.</summary>
    public IReadOnlyList<ImageReference> Images { get; init; } = [];

    /// <summary>Where the credentials of the registries are found.</summary>
    /// <value>By default where the docker CLI finds them.</value>
    public RegistryCredentials Credentials { get; init; } = RegistryCredentials.Default;

    /// <summary>What happens after a failure that may pass.</summary>
    public RetrySettings Retry { get; init; } = RetrySettings.Default;

    internal IEnumerable<string> Violations()
    {
        if (Images.Count == 0)
            yield return "none is set. Call SetImages.";
        foreach (var image in Images.Where(image => image.Digest is not null))
            yield return $"'{image}' has a digest; the registry makes digests itself.";
        foreach (var violation in Retry.Violations())
            yield return violation;
    }
}
