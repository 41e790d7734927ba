using Nuke.Docker.Machine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Machine;

/// <summary>
/// This machine without a running engine: in namespaces of their own, with nothing in <c>/run</c> and
/// <c>/var/lib/docker</c>, the program <c>Nuke.Docker.Machine</c> finds what a bare machine has.
/// </summary>
sealed class BareMachine : IAsyncDisposable
{
    readonly TemporaryDirectory _directory;
    readonly EngineNamespaces _namespaces;

    BareMachine(TemporaryDirectory directory, EngineNamespaces namespaces)
    {
        (_directory, _namespaces) = (directory, namespaces);
        Engine = new EngineClient($"unix:///proc/{namespaces.ProcessId}/root/run/docker.sock");
    }

    static string Program => typeof(DebianEngine).Assembly.Location;

    /// <summary>The engine that is started in there, seen from outside.</summary>
    public EngineClient Engine { get; }

    public static async Task<BareMachine> CreateAsync()
    {
        var directory = new TemporaryDirectory();
        foreach (var name in (string[])["data", "etc"])
            Directory.CreateDirectory(Path.Combine(directory.Path, name));
        var machine = new BareMachine(
            directory,
            await EngineNamespaces.CreateAsync(directory.Path, root: null, memoryBytes: null, CancellationToken.None));
        await machine.RunAsync(
            "mkdir -p /var/lib/docker; for d in /run /var/lib/docker /var/log; do mount -t tmpfs test $d; done; ip "
            + "link set lo up");
        return machine;
    }

    /// <summary>Runs a shell line inside.</summary>
    public Task<CommandResult> RunAsync(string line) =>
        Command.TryRunAsync("nsenter", _namespaces.Enter("sh", "-c", line), CancellationToken.None);

    /// <summary>Runs <c>Nuke.Docker.Machine engine</c> inside.</summary>
    public Task<CommandResult> EnsureEngineAsync(string environment = "") =>
        RunAsync($"env -u DOCKER_HOST -u DOCKER_CONTEXT {environment} dotnet exec '{Program}' engine");

    public async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        await _namespaces.DisposeAsync();
        _directory.Dispose();
    }
}
