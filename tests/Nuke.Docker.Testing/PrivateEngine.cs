using Nuke.Docker.Machine;
using Xunit;

namespace Nuke.Docker.Testing;

/// <summary>
/// An engine that belongs to the tests of one collection or class, of the version that the machine has installed.
/// They may fill, break and kill it. It installs what it needs on a bare machine.
/// </summary>
/// <remarks>
/// As <c>IClassFixture&lt;PrivateEngine&gt;</c>, or as <c>ICollectionFixture&lt;PrivateEngine&gt;</c> of a collection
/// that the test assembly defines.
/// </remarks>
public class PrivateEngine : IAsyncLifetime
{
    SideEngine? _engine;

    /// <summary><c>unix:///…/docker.sock</c>.</summary>
    public string Endpoint => Engine.Endpoint;

    public string SocketPath => Engine.SocketPath;

    /// <summary>The engine's processes, addresses and directories.</summary>
    public SideEngine Engine =>
        _engine ?? throw new InvalidOperationException("The engine is not started: InitializeAsync comes first.");

    /// <summary>Raw requests, independent of the product.</summary>
    public EngineClient Client => Engine.Client;

    /// <summary>What it holds, read independently of the product.</summary>
    public EngineContents Contents => new(Client);

    /// <summary>Which engine it is.</summary>
    protected virtual Task<SideEngineSettings> SettingsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new SideEngineSettings());

    public virtual async Task InitializeAsync()
    {
        var cancellationToken = CancellationToken.None;
        await DebianPackages.EnsureInstalledAsync(
            ["docker.io", "iproute2", "iptables", "mount", "util-linux", "ca-certificates"],
            _ => { },
            cancellationToken);
        _engine = await SideEngine.StartAsync(await SettingsAsync(cancellationToken), cancellationToken);
    }

    public virtual async Task DisposeAsync()
    {
        if (_engine is not null)
            await _engine.DisposeAsync();
    }

    /// <summary>Makes <c>alpine</c> or <c>golang</c> present, always the assembled one: no registry is asked.</summary>
    public Task EnsureBaseImagesAsync(params IEnumerable<string> names) =>
        BaseImages.AssembleAsync(Client, names, _ => { }, CancellationToken.None);

    /// <summary>SIGKILL, as a crash. <see cref="StartAsync"/> brings it back with its data.</summary>
    public Task KillAsync() => Engine.KillAsync(CancellationToken.None);

    /// <summary>SIGTERM, as a service manager does.</summary>
    public Task StopAsync() => Engine.StopAsync(CancellationToken.None);

    public Task StartAsync() => Engine.StartAsync(CancellationToken.None);

    public Task RestartAsync() => Engine.RestartAsync(CancellationToken.None);
}
