namespace Nuke.Docker.Git;

/// <summary>NUKE's verbs for <see cref="GitSettings"/>. Each returns a changed copy; later values win.</summary>
public static class GitSettingsExtensions
{
    /// <inheritdoc cref="GitSettings.Program"/>
    public static GitSettings SetProgram(this GitSettings settings, string program) =>
        settings with { Program = program };

    /// <inheritdoc cref="GitSettings.CacheDirectory"/>
    public static GitSettings SetCacheDirectory(this GitSettings settings, string? directory) =>
        settings with { CacheDirectory = directory };

    /// <inheritdoc cref="GitSettings.SshProgram"/>
    public static GitSettings SetSshProgram(this GitSettings settings, string? program) =>
        settings with { SshProgram = program };

    /// <inheritdoc cref="GitSettings.ResolutionTimeout"/>
    public static GitSettings SetResolutionTimeout(this GitSettings settings, TimeSpan timeout) =>
        settings with { ResolutionTimeout = timeout };
}
