using Nuke.Docker.Git;
using Nuke.Docker.Images.Sources;

namespace Nuke.Docker.Images;

public static partial class ImageBuildSettingsExtensions
{
    /// <summary>Sets the context as <c>docker build</c> does: a directory, or the address of a repository, archive or
    /// Dockerfile.</summary>
    /// <remarks>A repository is checked out on this side; what else has an address is fetched by the engine.</remarks>
    /// <param name="settings">The settings.</param>
    /// <param name="pathOrAddress">An absolute path, <c>https://host/x.git#reference:directory</c>, or
    /// <c>https://host/x.tar.gz</c>.</param>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static ImageBuildSettings SetContext(this ImageBuildSettings settings, string pathOrAddress) =>
        pathOrAddress switch
    {
        _ when Path.IsPathFullyQualified(pathOrAddress) => settings.SetContextDirectory(pathOrAddress),
        _ when GitSource.IsGit(pathOrAddress) => settings.SetContext(GitSource.Parse(pathOrAddress)),
        _ when SourceViolations.IsWebAddress(pathOrAddress) => settings.SetRemoteContext(pathOrAddress),
        _ => throw new FormatException(
            $"'{Redaction.OfAddress(pathOrAddress)}' is no context: expected an absolute path, or the address of a "
            + "repository, archive or Dockerfile."),
    };

    /// <inheritdoc cref="ImageBuildSettings.GitContext"/>
    public static ImageBuildSettings SetContext(this ImageBuildSettings settings, GitSource source) =>
        settings with { ContextDirectory = null, GitContext = source, RemoteContext = null };

    /// <inheritdoc cref="ImageBuildSettings.RemoteContext"/>
    public static ImageBuildSettings SetRemoteContext(this ImageBuildSettings settings, string address) =>
        settings with { ContextDirectory = null, GitContext = null, RemoteContext = address };

    /// <summary>Gives a build argument the commit that a source stands at when the build begins.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="argument">The name of the <c>ARG</c>, which the Dockerfile declares above its clone and checks
    /// out.</param>
    /// <param name="address">The repository, as the Dockerfile clones it.</param>
    /// <param name="reference">A branch, tag or commit; by default <c>HEAD</c> of the remote, or what is behind the
    /// address's <c>#</c>.</param>
    /// <exception cref="FormatException">The address or the reference is none.</exception>
    public static ImageBuildSettings PinGit(
        this ImageBuildSettings settings, string argument, string address, string? reference = null)
    {
        var source = GitSource.Parse(address);
        return settings.PinGit(argument, reference is null ? source : source.At(reference));
    }

    /// <inheritdoc cref="PinGit(ImageBuildSettings, string, string, string?)"/>
    public static ImageBuildSettings PinGit(this ImageBuildSettings settings, string argument, GitSource source) =>
        settings with
    {
        GitPins = [.. settings.GitPins.Where(pin => pin.ArgumentName != argument), new GitPin(argument, source)],
    };

    /// <inheritdoc cref="ImageBuildSettings.GitPins"/>
    public static ImageBuildSettings ClearGitPins(this ImageBuildSettings settings) => settings with { GitPins = [] };

    /// <inheritdoc cref="ImageBuildSettings.Git"/>
    public static ImageBuildSettings SetGit(
        this ImageBuildSettings settings, Func<GitSettings, GitSettings> configure) =>
        settings with { Git = configure(settings.Git) };

    /// <summary>Lets the build take what its run knows of git.</summary>
    internal static ImageBuildSettings WithCommits(this ImageBuildSettings settings, RunCommits commits) =>
        settings with { Git = settings.Git with { Commits = commits } };

    /// <inheritdoc cref="ImageBuildSettings.OriginLabels"/>
    public static ImageBuildSettings SetOriginLabels(this ImageBuildSettings settings, bool? originLabels) =>
        settings with { OriginLabels = originLabels };

    /// <inheritdoc cref="ImageBuildSettings.OriginLabels"/>
    public static ImageBuildSettings EnableOriginLabels(this ImageBuildSettings settings) =>
        settings.SetOriginLabels(true);

    /// <inheritdoc cref="ImageBuildSettings.OriginLabels"/>
    public static ImageBuildSettings DisableOriginLabels(this ImageBuildSettings settings) =>
        settings.SetOriginLabels(false);
}
