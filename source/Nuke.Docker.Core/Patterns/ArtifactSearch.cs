using Nuke.Docker.Containers;
using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Engine;
using Nuke.Docker.Images;

namespace Nuke.Docker.Patterns;

/// <summary>Finds the artifacts of a pattern and measures them: in the builder's image, or in a container of
/// it.</summary>
sealed class ArtifactSearch(
    DockerEngine engine, BuilderPattern pattern, Func<ArtifactCopySettings, ArtifactCopySettings> configure)
{
    /// <summary>Lets BuildKit copy them out of the image.</summary>
    /// <returns><see langword="null"/> if a container has to tell what there is.</returns>
    public async Task<Artifacts?> InImageAsync(
        BuilderContainer container, CancellationToken cancellationToken)
    {
        var builder = container.Image;
        var wanted =
            pattern.Artifacts.Count > 0 ? pattern.Artifacts : ArtifactInference.Candidates(pattern.RuntimeImage);
        if (wanted.Count == 0 || !ImageReference.TryParse(builder.Name, out var name))
            return null;
        var settings = ArtifactCopySettings.Default with
        {
            Image = new ArtifactImage(builder.Id, name) { Details = container.ImageDetails },
        };
        try
        {
            return await CopyAsync(settings, container.WorkingDirectory, wanted, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ContainerNeededException)
        {
            // BuildKit fails as a whole and says of one path that it is not there; a container says what is.
            return null;
        }
    }

    /// <exception cref="ArtifactMissingException">An artifact is not there.</exception>
    /// <exception cref="ArtifactsUnknownException">None is declared, and none can be told.</exception>
    public async Task<Artifacts> InContainerAsync(
        string container, string workingDirectory, CancellationToken cancellationToken)
    {
        var wanted = pattern.Artifacts.Count > 0
            ? pattern.Artifacts
            : await ArtifactInference
                .RunAsync(engine, container, workingDirectory, pattern.RuntimeImage, cancellationToken)
                .ConfigureAwait(false);
        return await CopyAsync(
            ArtifactCopySettings.Default.SetContainer(container), workingDirectory, wanted, cancellationToken)
            .ConfigureAwait(false);
    }

    Task<Artifacts> CopyAsync(
        ArtifactCopySettings settings,
        string workingDirectory,
        IReadOnlyList<Artifact> wanted,
        CancellationToken cancellationToken) =>
        ArtifactCopy.RunAsync(
            engine,
            configure(settings.SetWorkingDirectory(workingDirectory).AddArtifacts(wanted)),
            cancellationToken);
}
