using Nuke.Docker.Engine;
using Nuke.Docker.Progress;
using Nuke.Docker.Registries;

namespace Nuke.Docker.Images;

/// <summary>Pulls one image from its registry onto the engine.</summary>
/// <remarks>Engine API: <c>POST /images/create</c>.</remarks>
public static class ImagePull
{
    const string DigestStatus = "Digest: ";

    /// <summary>Pulls the image.</summary>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every
    /// violation.</exception>
    /// <exception cref="ImagePullException">It did not arrive; the message says why, and what to do.</exception>
    /// <exception cref="RegistryCredentialsException">The credentials cannot be read.</exception>
    public static Task<PulledImage> RunAsync(
        DockerEngine engine,
        ImagePullSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken) =>
        RunAsync(engine, settings, TransferSurroundings.Real, reporter, cancellationToken);

    internal static async Task<PulledImage> RunAsync(
        DockerEngine engine,
        ImagePullSettings settings,
        TransferSurroundings surroundings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        SettingsViolations.Throw(
            settings.Image is null ? "No image can be pulled" : $"Image '{settings.Image}' cannot be pulled",
            settings.Violations());
        var image = settings.Image!;
        var credential =
            await settings.Credentials.ResolveAsync(image.Registry, cancellationToken).ConfigureAwait(false);
        var transfer = new RegistryTransfer(image, "pull", credential, settings.Retry, surroundings, reporter);
        var digest = image.Digest;
        // Without tag an engine would pull all of them.
        var tag = image.Digest ?? image.Tag ?? ImageReference.DefaultTag;
        await transfer.RunAsync(
            () => engine.PullImageAsync(
                image.Repository, tag, settings.Platform?.ToString(), credential.Auth, cancellationToken),
            message => digest = DigestIn(message) ?? digest,
            (refusal, cause) => new ImagePullException(refusal, cause),
            cancellationToken).ConfigureAwait(false);

        var name = image.Digest is null ? $"{image.Repository}:{tag}" : $"{image.Repository}@{image.Digest}";
        var details = await engine.FindImageAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException(
                $"Image '{image}' was pulled, and has been removed since. Pull it again.");
        var listed = details.RepoDigests.Select(ImageReference.Parse);
        return new PulledImage
        {
            Id = details.Id,
            Reference = digest is not null
                ? ImageReference.Parse($"{image.Repository}@{digest}")
                : listed.FirstOrDefault(reference => reference.Repository == image.Repository) ?? image,
            SizeBytes = details.SizeBytes,
        };
    }

    // The stream has no field for it. Podman's has no such line either: there the engine's list is asked.
    static string? DigestIn(EngineMessage message) =>
        message is EngineMessage.Status { Text: var text } && text.StartsWith(DigestStatus, StringComparison.Ordinal)
            ? text[DigestStatus.Length..].Trim() : null;
}
