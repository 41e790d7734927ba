using Nuke.Docker.Engine;
using Nuke.Docker.Progress;
using Nuke.Docker.Registries;

namespace Nuke.Docker.Images;

/// <summary>Pushes images from the engine to their registries.</summary>
/// <remarks>Engine API: <c>POST /images/&lt;name>/push</c>. What the registry has already is not sent again.</remarks>
public static class ImagePush
{
    /// <summary>Pushes the images, one after another. What was pushed before a failure stays in the registry.</summary>
    /// <returns>One for each image, in their order.</returns>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every
    /// violation.</exception>
    /// <exception cref="ImagePushException">An image did not arrive; the message says why, and what to do.</exception>
    /// <exception cref="RegistryCredentialsException">The credentials cannot be read.</exception>
    public static Task<IReadOnlyList<PushedImage>> RunAsync(
        DockerEngine engine,
        ImagePushSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken) =>
        RunAsync(engine, settings, TransferSurroundings.Real, reporter, cancellationToken);

    internal static async Task<IReadOnlyList<PushedImage>> RunAsync(
        DockerEngine engine,
        ImagePushSettings settings,
        TransferSurroundings surroundings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        SettingsViolations.Throw("Images cannot be pushed", settings.Violations());
        // All of them first: a push that cannot be finished is not begun.
        var credentials = new Dictionary<string, ResolvedCredential>();
        foreach (var registry in settings.Images.Select(image => RegistryHost.Of(image.Registry)).Distinct())
            credentials[registry] = await settings.Credentials.ResolveAsync(registry, cancellationToken)
                .ConfigureAwait(false);

        var pushed = new List<PushedImage>();
        foreach (var image in settings.Images)
        {
            var tagged = image.Tag is null ? image.WithTag(ImageReference.DefaultTag) : image;
            var credential = credentials[RegistryHost.Of(image.Registry)];
            var transfer = new RegistryTransfer(tagged, "push", credential, settings.Retry, surroundings, reporter);
            var digest = "";
            await transfer.RunAsync(
                () => engine.PushImageAsync(tagged.Repository, tagged.Tag!, credential.Auth, cancellationToken),
                message => digest = message is EngineMessage.Pushed done ? done.Digest : digest,
                (refusal, cause) => new ImagePushException(refusal, cause),
                cancellationToken).ConfigureAwait(false);
            pushed.Add(new PushedImage { Image = tagged, Digest = digest });
        }
        return pushed;
    }
}
