namespace Nuke.Docker.Contexts;

/// <summary>NUKE's verbs for <see cref="BuildContextSettings"/>.</summary>
public static class BuildContextSettingsExtensions
{
    /// <inheritdoc cref="BuildContextSettings.DockerfilePath"/>
    public static BuildContextSettings SetDockerfilePath(this BuildContextSettings settings, string? path) =>
        settings with { DockerfilePath = path };

    /// <inheritdoc cref="BuildContextSettings.DockerfileText"/>
    public static BuildContextSettings SetDockerfileText(this BuildContextSettings settings, string? text) =>
        settings with { DockerfileText = text };

    /// <inheritdoc cref="BuildContextSettings.IgnorePatterns"/>
    public static BuildContextSettings SetIgnorePatterns(
        this BuildContextSettings settings, params IEnumerable<string> patterns) =>
        settings with { IgnorePatterns = [.. patterns] };

    /// <inheritdoc cref="BuildContextSettings.IgnorePatterns"/>
    public static BuildContextSettings AddIgnorePatterns(
        this BuildContextSettings settings, params IEnumerable<string> patterns) =>
        settings with { IgnorePatterns = [.. settings.IgnorePatterns, .. patterns] };

    /// <summary>Forgets the patterns that were added; the ignore file counts as before.</summary>
    public static BuildContextSettings ClearIgnorePatterns(this BuildContextSettings settings) =>
        settings with { IgnorePatterns = [] };

    /// <inheritdoc cref="BuildContextSettings.ExcludedPaths"/>
    public static BuildContextSettings AddExcludedPaths(
        this BuildContextSettings settings, params IEnumerable<string> paths) =>
        settings with { ExcludedPaths = [.. settings.ExcludedPaths, .. paths] };

    /// <inheritdoc cref="BuildContextSettings.AllowRootOrHome"/>
    public static BuildContextSettings EnableAllowRootOrHome(this BuildContextSettings settings) =>
        settings with { AllowRootOrHome = true };

    /// <inheritdoc cref="BuildContextSettings.AllowRootOrHome"/>
    public static BuildContextSettings DisableAllowRootOrHome(this BuildContextSettings settings) =>
        settings with { AllowRootOrHome = false };

    /// <inheritdoc cref="BuildContextSettings.LargeContextFiles"/>
    public static BuildContextSettings SetLargeContextFiles(this BuildContextSettings settings, int files) =>
        settings with { LargeContextFiles = files };

    /// <inheritdoc cref="BuildContextSettings.LargeContextBytes"/>
    public static BuildContextSettings SetLargeContextBytes(this BuildContextSettings settings, long bytes) =>
        settings with { LargeContextBytes = bytes };

    /// <inheritdoc cref="BuildContextSettings.TimeStamp"/>
    public static BuildContextSettings SetTimeStamp(this BuildContextSettings settings, DateTimeOffset? timeStamp) =>
        settings with { TimeStamp = timeStamp };
}
