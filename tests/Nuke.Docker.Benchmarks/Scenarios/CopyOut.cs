using System.Formats.Tar;

namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>A file out of a container, to the disk.</summary>
sealed class CopyOut() : ContainerScenario("copy-out", "`GET archive` of 256 MiB to disk")
{
    protected override Task PrepareAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        Peer = surroundings.DockerCli(Directory);
        return Task.CompletedTask;
    }

    public override Task ResetAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        File.Delete(Path.Combine(Directory, "artifact"));
        return Task.CompletedTask;
    }

    public override async Task RunOursAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        await using var engine = await surroundings.ConnectAsync(cancellationToken);
        await using var archive = await engine.GetArchiveAsync(Container, ArtifactPath, cancellationToken);
        await TarFile.ExtractToDirectoryAsync(archive, Directory, overwriteFiles: false, cancellationToken);
    }

    public override Task RunPeerAsync(Surroundings surroundings, CancellationToken cancellationToken) =>
        Peer!.RunAsync(["container", "cp", $"{Container}:{ArtifactPath}", "."], cancellationToken);
}
