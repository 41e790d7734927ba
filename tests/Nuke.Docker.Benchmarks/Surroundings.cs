using Nuke.Docker.Engine;
using Nuke.Docker.Machine;

namespace Nuke.Docker.Benchmarks;

/// <summary>What all scenarios share: an engine of their own with its data in memory, and a directory.</summary>
sealed class Surroundings : IAsyncDisposable
{
    readonly SideEngine _engine;
    readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("nuke-docker-benchmarks-");

    Surroundings(SideEngine engine) => _engine = engine;

    public EngineClient Client => _engine.Client;

    public string SocketPath => _engine.SocketPath;

    public string EndpointText => _engine.Endpoint;

    public string Directory => _directory.FullName;

    /// <summary>Starts the engine and assembles the base images; installs what a bare Debian machine lacks.</summary>
    public static async Task<Surroundings> CreateAsync(CancellationToken cancellationToken)
    {
        await DebianPackages.EnsureInstalledAsync(
            ["docker.io", "iproute2", "iptables", "mount", "util-linux", "ca-certificates", "curl"], Console.WriteLine, cancellationToken);
        var settings = new SideEngineSettings { InMemory = true };
        var surroundings = new Surroundings(await SideEngine.StartAsync(settings, cancellationToken));
        await BaseImages.AssembleAsync(surroundings.Client, ["alpine", "golang"], Console.WriteLine, cancellationToken);
        return surroundings;
    }

    /// <summary>A connection as a build makes one.</summary>
    public Task<DockerEngine> ConnectAsync(CancellationToken cancellationToken) =>
        DockerEngine.ConnectAsync(EngineEndpoint.Parse(EndpointText), cancellationToken);

    /// <summary>The docker CLI, with nobody's configuration but ours, talking to the engine's classic builder.</summary>
    public PeerProgram DockerCli(string workingDirectory) => new("docker", workingDirectory, new Dictionary<string, string?>
    {
        ["DOCKER_HOST"] = EndpointText,
        ["DOCKER_CONFIG"] = System.IO.Directory.CreateDirectory(Path.Combine(Directory, "docker-config")).FullName,
        ["DOCKER_BUILDKIT"] = "0",
        ["DOCKER_CONTEXT"] = null,
        ["DOCKER_TLS_VERIFY"] = null,
    });

    /// <summary>Removes images without a name: each cold build of the docker CLI leaves some.</summary>
    public Task PruneAsync(CancellationToken cancellationToken) =>
        Client.SendJsonAsync(HttpMethod.Post, "images/prune", body: null, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        await _engine.DisposeAsync();
    }
}
