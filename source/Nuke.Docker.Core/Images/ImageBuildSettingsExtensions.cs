using Nuke.Docker.Contexts;
using Nuke.Docker.Registries;

namespace Nuke.Docker.Images;

/// <summary>NUKE's verbs for <see cref="ImageBuildSettings"/>. Each returns a changed copy; later values win.</summary>
public static partial class ImageBuildSettingsExtensions
{
    /// <inheritdoc cref="ImageBuildSettings.ContextDirectory"/>
    public static ImageBuildSettings SetContextDirectory(this ImageBuildSettings settings, string? directory) =>
        settings with { ContextDirectory = directory, GitContext = null, RemoteContext = null };

    /// <inheritdoc cref="ImageBuildSettings.Context"/>
    public static ImageBuildSettings SetContext(
        this ImageBuildSettings settings, Func<BuildContextSettings, BuildContextSettings> configure) =>
        settings with { Context = configure(settings.Context) };

    /// <summary>Sets the Dockerfile: relative to the context directory, or absolute.</summary>
    public static ImageBuildSettings SetDockerfile(this ImageBuildSettings settings, string? path) =>
        settings with { Context = settings.Context.SetDockerfilePath(path) };

    /// <inheritdoc cref="ImageBuildSettings.Tags"/>
    public static ImageBuildSettings SetTags(
        this ImageBuildSettings settings, params IEnumerable<ImageReference> tags) =>
        settings with { Tags = [.. tags] };

    /// <inheritdoc cref="ImageBuildSettings.Tags"/>
    /// <exception cref="FormatException">One of the texts is not an image reference.</exception>
    public static ImageBuildSettings SetTags(this ImageBuildSettings settings, params IEnumerable<string> tags) =>
        settings.SetTags(tags.Select(ImageReference.Parse));

    /// <inheritdoc cref="ImageBuildSettings.Tags"/>
    public static ImageBuildSettings AddTags(
        this ImageBuildSettings settings, params IEnumerable<ImageReference> tags) =>
        settings with { Tags = [.. settings.Tags, .. tags] };

    /// <inheritdoc cref="ImageBuildSettings.Tags"/>
    /// <exception cref="FormatException">One of the texts is not an image reference.</exception>
    public static ImageBuildSettings AddTags(this ImageBuildSettings settings, params IEnumerable<string> tags) =>
        settings.AddTags(tags.Select(ImageReference.Parse));

    /// <inheritdoc cref="ImageBuildSettings.Tags"/>
    public static ImageBuildSettings ClearTags(this ImageBuildSettings settings) => settings with { Tags = [] };

    /// <summary>Sets one build argument.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="name">The name of the <c>ARG</c>.</param>
    /// <param name="value"><see langword="null"/> declares it without a value.</param>
    public static ImageBuildSettings SetBuildArgument(this ImageBuildSettings settings, string name, string? value) =>
        settings with { BuildArguments = new Dictionary<string, string?>(settings.BuildArguments) { [name] = value } };

    /// <inheritdoc cref="ImageBuildSettings.BuildArguments"/>
    public static ImageBuildSettings ClearBuildArguments(this ImageBuildSettings settings) =>
        settings with { BuildArguments = new Dictionary<string, string?>() };

    /// <summary>Sets one label.</summary>
    public static ImageBuildSettings SetLabel(this ImageBuildSettings settings, string name, string value) =>
        settings with { Labels = new Dictionary<string, string>(settings.Labels) { [name] = value } };

    /// <inheritdoc cref="ImageBuildSettings.Labels"/>
    public static ImageBuildSettings ClearLabels(this ImageBuildSettings settings) =>
        settings with { Labels = new Dictionary<string, string>() };

    /// <inheritdoc cref="ImageBuildSettings.Target"/>
    public static ImageBuildSettings SetTarget(this ImageBuildSettings settings, string? stage) =>
        settings with { Target = stage };

    /// <inheritdoc cref="ImageBuildSettings.NoCache"/>
    public static ImageBuildSettings SetNoCache(this ImageBuildSettings settings, bool noCache) =>
        settings with { NoCache = noCache };

    /// <inheritdoc cref="ImageBuildSettings.NoCache"/>
    public static ImageBuildSettings EnableNoCache(this ImageBuildSettings settings) => settings.SetNoCache(true);

    /// <inheritdoc cref="ImageBuildSettings.NoCache"/>
    public static ImageBuildSettings DisableNoCache(this ImageBuildSettings settings) => settings.SetNoCache(false);

    /// <inheritdoc cref="ImageBuildSettings.Pull"/>
    public static ImageBuildSettings SetPull(this ImageBuildSettings settings, bool pull) =>
        settings with { Pull = pull };

    /// <inheritdoc cref="ImageBuildSettings.Pull"/>
    public static ImageBuildSettings EnablePull(this ImageBuildSettings settings) => settings.SetPull(true);

    /// <inheritdoc cref="ImageBuildSettings.Pull"/>
    public static ImageBuildSettings DisablePull(this ImageBuildSettings settings) => settings.SetPull(false);

    /// <summary>Sets the one platform that the image is built for; <see langword="null"/> for the engine's
    /// own.</summary>
    public static ImageBuildSettings SetPlatform(this ImageBuildSettings settings, Platform? platform) =>
        settings with { Platforms = platform is null ? [] : [platform] };

    /// <summary>Sets the one platform that the image is built for.</summary>
    /// <exception cref="FormatException">The text is not a platform.</exception>
    public static ImageBuildSettings SetPlatform(this ImageBuildSettings settings, string platform) =>
        settings.SetPlatform(Platform.Parse(platform));

    /// <inheritdoc cref="ImageBuildSettings.Platforms"/>
    public static ImageBuildSettings SetPlatforms(
        this ImageBuildSettings settings, params IEnumerable<Platform> platforms) =>
        settings with { Platforms = [.. platforms.Distinct()] };

    /// <inheritdoc cref="ImageBuildSettings.Platforms"/>
    /// <exception cref="FormatException">One of the texts is not a platform.</exception>
    public static ImageBuildSettings SetPlatforms(
        this ImageBuildSettings settings, params IEnumerable<string> platforms) =>
        settings.SetPlatforms(platforms.Select(Platform.Parse));

    /// <inheritdoc cref="ImageBuildSettings.Network"/>
    public static ImageBuildSettings SetNetwork(this ImageBuildSettings settings, string? network) =>
        settings with { Network = network };

    /// <inheritdoc cref="ImageBuildSettings.ExtraHosts"/>
    public static ImageBuildSettings AddExtraHost(this ImageBuildSettings settings, string name, string address) =>
        settings with { ExtraHosts = [.. settings.ExtraHosts, new ExtraHost(name, address)] };

    /// <inheritdoc cref="ImageBuildSettings.ExtraHosts"/>
    public static ImageBuildSettings ClearExtraHosts(this ImageBuildSettings settings) =>
        settings with { ExtraHosts = [] };

    /// <inheritdoc cref="ImageBuildSettings.SharedMemoryBytes"/>
    public static ImageBuildSettings SetSharedMemoryBytes(this ImageBuildSettings settings, long? bytes) =>
        settings with { SharedMemoryBytes = bytes };

    /// <inheritdoc cref="ImageBuildSettings.ResourceLimits"/>
    /// <param name="settings">The settings.</param>
    /// <param name="name">Such as <c>nofile</c>; a limit of the same name is replaced.</param>
    /// <param name="soft">What holds until a process raises it; -1 for no limit.</param>
    /// <param name="hard">The most that a process may raise it to; by default <paramref name="soft"/>.</param>
    public static ImageBuildSettings AddResourceLimit(
        this ImageBuildSettings settings, string name, long soft, long? hard = null) => settings with
        {
            ResourceLimits =
            [
                .. settings.ResourceLimits.Where(limit => limit.Name != name),
                new ResourceLimit(name, soft, hard ?? soft),
            ],
        };

    /// <inheritdoc cref="ImageBuildSettings.ResourceLimits"/>
    public static ImageBuildSettings ClearResourceLimits(this ImageBuildSettings settings) =>
        settings with { ResourceLimits = [] };

    /// <inheritdoc cref="ImageBuildSettings.Builder"/>
    public static ImageBuildSettings SetBuilder(this ImageBuildSettings settings, ImageBuilder builder) =>
        settings with { Builder = builder, BuilderEndpoints = [] };

    /// <summary>Builds elsewhere than on the engine, which gets the image.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="builders">Of several the least busy one that has the platform is taken.</param>
    public static ImageBuildSettings SetBuilder(
        this ImageBuildSettings settings, params IEnumerable<BuilderEndpoint> builders) =>
        settings with { Builder = ImageBuilder.BuildKit, BuilderEndpoints = [.. builders] };

    /// <inheritdoc cref="ImageBuildSettings.Credentials"/>
    public static ImageBuildSettings SetCredentials(
        this ImageBuildSettings settings, RegistryCredentials credentials) =>
        settings with { Credentials = credentials };

    /// <summary>Adds credentials that come before those of Docker's configuration.</summary>
    public static ImageBuildSettings AddCredentials(
        this ImageBuildSettings settings, params IEnumerable<RegistryCredential> given) =>
        settings.SetCredentials(settings.Credentials.With(given));
}
