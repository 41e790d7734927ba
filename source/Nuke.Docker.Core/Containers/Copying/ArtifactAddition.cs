using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.Containers.Copying;

/// <summary>Streams artifacts into a build context, where they take the place of files of the same name.</summary>
sealed class ArtifactAddition(Artifacts artifacts) : ContextAddition, IArchivedAddition
{
    public override IReadOnlyList<string> Paths { get; } = [.. artifacts.Items.Select(item => item.Path)];

    public ArchiveBytes? Archive => (artifacts.Source as TarArtifacts)?.Archive;

    public override Task WriteToAsync(TarWriter writer, CancellationToken cancellationToken) =>
        ArtifactTar.WriteAsync(artifacts.Source.ReadAsync(cancellationToken), writer, cancellationToken);
}
