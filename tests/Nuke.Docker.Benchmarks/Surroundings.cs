using Nuke.Docker.Engine;
using Nuke.Docker.Machine;

namespace Nuke.Docker.Benchmarks;

/// <summary>What all scenarios share: an engine of their own with its data in memory, and a directory.</summary>
sealed class Surroundings : IAsyncDisposable
{
    readonly SideEngine _engine;
    readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("nuke-docker-benchmarks-");

    readonly string _buildx;

    Surroundings(SideEngine engine, string buildx) => (_engine, _buildx) = (engine, buildx);

    public EngineClient Client => _engine.Client;

    public string SocketPath => _engine.SocketPath;

    public string EndpointText => _engine.Endpoint;

    public string Directory => _directory.FullName;

    /// <summary>Starts the engine and assembles the base images; installs what a bare Debian machine lacks.</summary>
    public static async Task<Surroundings> CreateAsync(
        BenchmarkEngine engine, CancellationToken cancellationToken)
    {
        await DebianPackages.EnsureInstalledAsync(
            ["docker.io", "iproute2", "iptables", "mount", "util-linux", "ca-certificates", "curl"],
            Console.WriteLine,
            cancellationToken);
        var settings = await engine.ToSettingsAsync(cancellationToken);
        var buildx = await BuildxPlugin.GetAsync("sid", Console.WriteLine, cancellationToken);
        var surroundings = new Surroundings(await SideEngine.StartAsync(settings, cancellationToken), buildx);
        await BaseImages.AssembleAsync(surroundings.Client, ["alpine", "golang"], Console.WriteLine, cancellationToken);
        return surroundings;
    }

    /// <summary>A connection as a build makes one.</summary>
    public Task<DockerEngine> ConnectAsync(CancellationToken cancellationToken) =>
        DockerEngine.ConnectAsync(EngineEndpoint.Parse(EndpointText), cancellationToken);

    /// <summary>The docker CLI, with nobody's configuration but ours.</summary>
    /// <param name="workingDirectory">Where it runs.</param>
    /// <param name="hasBuildKit">Whether it builds with BuildKit, by the plugin buildx; else with the engine's classic
    /// builder.</param>
    public PeerProgram DockerCli(string workingDirectory, bool hasBuildKit = false)
    {
        var configuration = Path.Combine(Directory, "docker-config");
        var plugin = Path.Combine(configuration, "cli-plugins", "docker-buildx");
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(plugin)!);
        if (!File.Exists(plugin))
            File.CreateSymbolicLink(plugin, _buildx);
        return new("docker", workingDirectory, new Dictionary<string, string?>
        {
            ["DOCKER_HOST"] = EndpointText,
            ["DOCKER_CONFIG"] = configuration,
            ["DOCKER_BUILDKIT"] = hasBuildKit ? "1" : "0",
            ["DOCKER_CONTEXT"] = null,
            ["DOCKER_TLS_VERIFY"] = null,
            ["BUILDX_NO_DEFAULT_ATTESTATIONS"] = "1",
        });
    }

    /// <summary>What the plugin calls itself.</summary>
    public Task<string> BuildxVersionAsync(CancellationToken cancellationToken) =>
        PeerProgram.VersionAsync(_buildx, "version", cancellationToken);

    /// <summary>Removes images without a name: each cold build of the docker CLI leaves some.</summary>
    public Task PruneAsync(CancellationToken cancellationToken) =>
        Client.SendJsonAsync(HttpMethod.Post, "images/prune", body: null, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        await _engine.DisposeAsync();
    }
}
