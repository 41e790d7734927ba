using Nuke.Docker.BuildKit;
using Nuke.Docker.Engine;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images.Builders;

/// <summary>The builder that one image is built with: BuildKit, or the classic one for a reason.</summary>
sealed class ChosenBuilder : IDisposable
{
    ChosenBuilder(BuildKitConnection? buildKit, ClassicReason? reason) => (BuildKit, Reason) = (buildKit, reason);

    /// <value><see langword="null"/> for the classic builder.</value>
    public BuildKitConnection? BuildKit { get; }

    /// <summary>Why it is the classic one.</summary>
    public ClassicReason? Reason { get; }

    public static ChosenBuilder Of(BuildKitConnection buildKit) => new(buildKit, reason: null);

    public static ChosenBuilder Classic(ClassicReason reason) => new(buildKit: null, reason);

    /// <summary>Refuses secrets and ssh agents, which only BuildKit mounts.</summary>
    /// <exception cref="BuildSecretException">It is the classic builder.</exception>
    public void CheckMounts(ImageBuildSettings settings)
    {
        if (Reason is null)
            return;
        var image = ImageBuildNames.Of(settings);
        if (settings.Secrets.Count > 0)
            throw BuildSecretException.Unmountable(image, settings.Secrets, Reason.Builder, Reason.Remedy);
        if (settings.SshAgents.Count > 0)
            throw BuildSecretException.Unmountable(image, settings.SshAgents, Reason.Builder, Reason.Remedy);
    }

    /// <summary>Refuses what the classic builder would leave out, or fail at in words that nobody
    /// understands.</summary>
    /// <param name="engine">The engine. podman's builder knows mounts and here-documents.</param>
    /// <param name="settings">What is about to be built.</param>
    /// <param name="file"><see langword="null"/> if only the engine reads it.</param>
    /// <exception cref="NotSupportedException">The image takes BuildKit.</exception>
    public void Check(DockerEngine engine, ImageBuildSettings settings, DockerfileSource? file)
    {
        if (Reason is null)
            return;
        ClassicRefusals.Check(settings, file, Reason);
        if (!engine.Version.IsPodman && file is not null)
            ClassicLimits.Check(file, settings.Target, Reason);
    }

    public void Dispose() => BuildKit?.Dispose();
}
