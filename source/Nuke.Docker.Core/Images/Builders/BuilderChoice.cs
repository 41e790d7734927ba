using System.Collections.Concurrent;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine;
using Nuke.Docker.Git;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Progress;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images.Builders;

/// <summary>Decides who builds an image: one of the engine's builders, or one that is not the engine's.</summary>
static class BuilderChoice
{
    /// <summary>What was said in this process: a build of many images says it once for each engine and
    /// reason.</summary>
    static readonly ConcurrentDictionary<string, bool> _said = new(StringComparer.Ordinal);

    /// <summary>Decides, and says so if it was left to decide.</summary>
    /// <exception cref="NotSupportedException">BuildKit is demanded, and cannot build it.</exception>
    /// <exception cref="EngineUnavailableException">The engine does not answer.</exception>
    public static async Task<ChosenBuilder> MakeAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        if (settings.BuilderEndpoints.Count > 0)
            return ChosenBuilder.Of(await BuilderFleet.TakeAsync(engine, settings, reporter, cancellationToken)
                .ConfigureAwait(false));
        var chosen = await FindAsync(engine, settings, cancellationToken).ConfigureAwait(false);
        if (settings.Builder is ImageBuilder.Auto)
            SayOnce(chosen.Reason?.Notice ?? $"Images are built with BuildKit: {Describe(engine)} has it.", reporter);
        return chosen;
    }

    /// <summary>Refuses what cannot be built as the settings want it, before anything is built.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">An image that is built later.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="NotSupportedException">BuildKit is demanded and cannot build it, or the image takes BuildKit
    /// and there is none.</exception>
    /// <exception cref="BuildSecretException">The builder cannot mount secrets, or forward ssh agents.</exception>
    public static async Task CheckAsync(
        DockerEngine engine, ImageBuildSettings settings, CancellationToken cancellationToken)
    {
        if (settings.BuilderEndpoints.Count > 0)
            return;
        using var chosen = await FindAsync(engine, settings, cancellationToken).ConfigureAwait(false);
        chosen.CheckMounts(settings);
        chosen.Check(engine, settings, DockerfileSource.TryRead(settings));
    }

    static async Task<ChosenBuilder> FindAsync(
        DockerEngine engine, ImageBuildSettings settings, CancellationToken cancellationToken)
    {
        var image = ImageBuildNames.Of(settings);
        if (settings.Builder is ImageBuilder.Classic)
            return ChosenBuilder.Classic(ClassicReason.Chosen(image));
        var found = await BuildKitConnection.FindAsync(engine, cancellationToken).ConfigureAwait(false);
        var reason = found is null ? ClassicReason.NoBuildKit(engine)
            : Obstacle(engine, found.Abilities, settings) is { } obstacle ? ClassicReason.Because(image, obstacle)
            : null;
        if (reason is null)
            return ChosenBuilder.Of(found!);
        found?.Dispose();
        return settings.Builder is ImageBuilder.Auto
            ? ChosenBuilder.Classic(reason)
            : throw new NotSupportedException(
                $"Image {image} cannot be built with BuildKit: {reason.Obstacle}. "
                + "Take Auto, which leaves such an image to the classic builder.");
    }

    /// <summary>What only the classic builder can do.</summary>
    static string? Obstacle(DockerEngine engine, BuildKitAbilities abilities, ImageBuildSettings settings)
    {
        var that = $"that of engine {engine.Version.ServerVersion}";
        if (!BuildKitNetwork.IsKnown(settings.Network))
            return $"its network is '{settings.Network}'";
        if (settings.SharedMemoryBytes is not null && !abilities.LimitsResources)
            return $"{that} does not limit shared memory";
        if (settings.ResourceLimits.Count > 0 && !abilities.LimitsResources)
            return $"{that} does not limit resources";
        if (!abilities.FetchesSubdirectories && settings.RemoteContext is { } remote && GitSource.IsGit(remote)
            && GitSource.Parse(remote).Subdirectory is not null)
            return $"{that} fetches no directory of a repository";
        // Such a name the engine knows by itself, if it is the image's own.
        return settings.NamedContexts.Count > 0 && !abilities.NamesContexts
            && settings.NamedContexts.Values.All(context => context is NamedContext.Definition)
            ? $"{that} knows no contexts with a name"
            : null;
    }

    static void SayOnce(string text, IProgressReporter reporter)
    {
        if (_said.TryAdd(text, true))
            reporter.Report(new ProgressEvent.Notice(text));
    }

    static string Describe(DockerEngine engine) =>
        $"the engine {engine.Version.ServerVersion} at {engine.Endpoint.Description}";
}
