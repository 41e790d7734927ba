namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>An archive from the disk into a container.</summary>
sealed class Upload() : ContainerScenario("upload", "`PUT archive` of 256 MiB")
{
    string _archive = "";
    string _socket = "";

    protected override async Task PrepareAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        Peer = new PeerProgram("curl", Directory, new Dictionary<string, string?>());
        (_archive, _socket) = (Path.Combine(Directory, "artifact.tar"), surroundings.SocketPath);
        await using var engine = await surroundings.ConnectAsync(cancellationToken);
        await using var content = await engine.GetArchiveAsync(Container, ArtifactPath, cancellationToken);
        await using var file = File.Create(_archive);
        await content.CopyToAsync(file, cancellationToken);
    }

    public override async Task RunOursAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        await using var engine = await surroundings.ConnectAsync(cancellationToken);
        await using var file = File.OpenRead(_archive);
        await engine.PutArchiveAsync(Container, "/", file.CopyToAsync, cancellationToken);
    }

    public override Task RunPeerAsync(Surroundings surroundings, CancellationToken cancellationToken) =>
        Peer!.RunAsync(
            [
                "--silent",
                "--fail",
                "--unix-socket",
                _socket,
                "-T",
                _archive,
                $"http://docker/containers/{Container}/archive?path=/"
            ],
            cancellationToken);
}
