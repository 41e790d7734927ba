using Nuke.Docker.Engine;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Progress;
using Nuke.Docker.Registries;

namespace Nuke.Docker.Images.Failures;

/// <summary>As whom the engine pulls the images that a Dockerfile begins with or copies from.</summary>
/// <remarks>Only registries that have to be asked are looked up, for each one costs a helper's answer.</remarks>
sealed class BaseImageAccess
{
    readonly Dictionary<ImageReference, ResolvedCredential> _images;

    BaseImageAccess(Dictionary<ImageReference, ResolvedCredential> images) => _images = images;

    /// <summary>What the engine is sent, by the name under which it knows a registry.</summary>
    public IReadOnlyDictionary<string, RegistryAuth> Auths => _images.Values
        .Where(credential => credential.Auth is not null)
        .DistinctBy(credential => credential.Registry)
        .ToDictionary(credential => RegistryHost.Key(credential.Registry), credential => credential.Auth!);

    /// <summary>The image that the words of a failure are about: the one that they name, or else the only one there
    /// is.</summary>
    /// <returns><see langword="null"/> if they are about something else.</returns>
    public ImageReference? FindIn(string reason)
    {
        foreach (var image in _images.Keys)
            if (IsNamed(image, reason))
                return image;
        return _images.Count == 1 && _images.Keys.First() is var only
            && RegistryFailures.Classify(reason, only) is not RegistryFailure.Other ? only : null;
    }

    /// <summary>By its name, or by its address in its registry.</summary>
    static bool IsNamed(ImageReference image, string reason)
    {
        var path = image.Registry is { } registry ? image.Repository[(registry.Length + 1)..] : image.Repository;
        return reason.Contains(ContextNames.Familiar(image.ToString()), StringComparison.Ordinal)
            || reason.Contains($"/v2/{path}/", StringComparison.Ordinal)
            || reason.Contains($"/v2/library/{path}/", StringComparison.Ordinal);
    }

    /// <exception cref="RegistryCredentialsException">The credentials of a registry cannot be read.</exception>
    public static async Task<BaseImageAccess> ResolveAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        DockerfileSource? dockerfile,
        CancellationToken cancellationToken)
    {
        var credentials = new Dictionary<string, ResolvedCredential>();
        var images = new Dictionary<ImageReference, ResolvedCredential>();
        foreach (var name in ContextNames.InPlaceOf(BaseImages.Of(settings, dockerfile), settings))
        {
            if (!ImageReference.TryParse(name, out var image))
                continue; // The engine says so at the step.
            if (!settings.Pull
                && await engine.FindImageAsync(name, cancellationToken).ConfigureAwait(false) is not null)
                continue;
            var registry = RegistryHost.Of(image.Registry);
            if (!credentials.TryGetValue(registry, out var credential))
                credentials[registry] =
                    credential = await settings.Credentials.ResolveAsync(registry, cancellationToken)
                    .ConfigureAwait(false);
            images[image] = credential;
        }
        return new BaseImageAccess(images);
    }

    /// <summary>Says who was asked as whom, if the step failed because an image could not be pulled.</summary>
    public EngineMessage.Failure Explain(BuildStep? step, EngineMessage.Failure failure)
    {
        if (failure.Code is > 0 || step is null)
            return failure;
        foreach (var (image, credential) in _images)
            if (step.Instruction.Contains(image.ToString(), StringComparison.Ordinal)
                && RegistryFailures.Classify(failure.Message, image) is var kind
                && kind is not (RegistryFailure.Other or RegistryFailure.Temporary))
                return failure with
                {
                    Message = new RegistryRefusal(image, "pull", kind, failure.Message, credential).Text
                };
        return failure;
    }
}
