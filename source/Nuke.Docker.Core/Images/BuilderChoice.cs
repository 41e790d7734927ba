using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine;
using Nuke.Docker.Images.Builders;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images;

/// <summary>Decides who builds an image: one of the engine's builders, or one that is not the engine's.</summary>
static class BuilderChoice
{
    /// <returns>BuildKit; <see langword="null"/> for the classic builder.</returns>
    /// <exception cref="NotSupportedException">BuildKit is demanded, and cannot build it.</exception>
    /// <exception cref="EngineUnavailableException">The engine does not answer.</exception>
    public static async Task<BuildKitConnection?> MakeAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        if (settings.BuilderEndpoints.Count > 0)
            return await BuilderFleet.TakeAsync(engine, settings, reporter, cancellationToken).ConfigureAwait(false);
        if (settings.Builder is ImageBuilder.Classic)
            return null;
        var obstacle = Obstacle(engine, settings);
        if (obstacle is null)
        {
            var who = $"the engine {engine.Version.ServerVersion} at {engine.Endpoint.Description}";
            if (await BuildKitConnection.FindAsync(engine, cancellationToken).ConfigureAwait(false) is { } found)
            {
                if (settings.Builder is ImageBuilder.Auto)
                    reporter.Report(new ProgressEvent.Notice($"Built with BuildKit: {who} has it."));
                return found;
            }
            obstacle = $"{who} has none";
        }

        if (settings.Builder is ImageBuilder.BuildKit)
            throw new NotSupportedException(
                $"Image {ImageBuildNames.Of(settings)} cannot be built with BuildKit: {obstacle}. "
                + "Take Auto, which leaves such an image to the classic builder.");
        reporter.Report(new ProgressEvent.Notice($"Built with the classic builder, not with BuildKit: {obstacle}."));
        return null;
    }

    static string? Obstacle(DockerEngine engine, ImageBuildSettings settings) =>
        settings.RemoteContext is not null ? "the engine fetches its context"
        : !BuildKitNetwork.IsKnown(settings.Network) ? $"its network is '{settings.Network}'"
        : settings.SharedMemoryBytes is not null && !BuildKitAbilities.HasLimits(engine)
            ? $"that of engine {engine.Version.ServerVersion} does not limit shared memory"
        : settings.ResourceLimits.Count > 0 && !BuildKitAbilities.HasLimits(engine)
            ? $"that of engine {engine.Version.ServerVersion} does not limit resources"
        : null;
}
