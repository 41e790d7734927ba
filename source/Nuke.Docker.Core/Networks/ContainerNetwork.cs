using System.Globalization;
using Nuke.Docker.Containers;
using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Networks;

/// <summary>
/// A network on which containers find each other by name. Disposing it removes it; containers that are still on it are
/// taken off. It is removed at the latest when the process ends, interrupted or not.
/// </summary>
public sealed class ContainerNetwork : IAsyncDisposable
{
    readonly DockerEngine _engine;
    readonly IProgressReporter _reporter;

    ContainerNetwork(DockerEngine engine, IProgressReporter reporter, string id, string name) =>
        (_engine, _reporter, Id, Name) = (engine, reporter, id, name);

    /// <summary>The network's ID.</summary>
    public string Id { get; }

    /// <summary>The network's name.</summary>
    public string Name { get; }

    /// <summary>Creates a network.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">What it is like.</param>
    /// <param name="reporter">Is told if it could not be removed.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every
    /// violation.</exception>
    /// <exception cref="EngineRequestException">The name is taken, or the engine has no address range left.</exception>
    public static Task<ContainerNetwork> CreateAsync(
        DockerEngine engine,
        ContainerNetworkSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        SettingsViolations.Throw("The network cannot be created", settings.Violations());
        return InterruptGuard.For(engine.Endpoint, RunOwner.Current).WorkAsync(
            stop => CreateUnguardedAsync(engine, settings, reporter, stop), cancellationToken);
    }

    /// <summary>Lets a running container join, beside the networks that it is on.</summary>
    /// <param name="container">The container.</param>
    /// <param name="aliases">Names under which the others find it there, besides its own.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="EngineRequestException">It is on the network already, or on that of the machine.</exception>
    public Task ConnectAsync(
        RunningContainer container, IReadOnlyList<string> aliases, CancellationToken cancellationToken) =>
        ConnectAsync(container.Id, aliases, cancellationToken);

    /// <inheritdoc cref="ConnectAsync(RunningContainer, IReadOnlyList{string}, CancellationToken)"/>
    /// <param name="container">Name or ID of the container.</param>
    /// <param name="aliases">Names under which the others find it there, besides its own.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public Task ConnectAsync(string container, IReadOnlyList<string> aliases, CancellationToken cancellationToken) =>
        _engine.ConnectNetworkAsync(Id, container, aliases, cancellationToken);

    /// <summary>Takes a container off the network.</summary>
    /// <exception cref="EngineRequestException">It is not on it.</exception>
    public Task DisconnectAsync(RunningContainer container, CancellationToken cancellationToken) =>
        DisconnectAsync(container.Id, cancellationToken);

    /// <inheritdoc cref="DisconnectAsync(RunningContainer, CancellationToken)"/>
    /// <param name="container">Name or ID of the container.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public Task DisconnectAsync(string container, CancellationToken cancellationToken) =>
        _engine.DisconnectNetworkAsync(Id, container, cancellationToken);

    /// <summary>Removes it. A failure to do so is a warning: what led to it is the news.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(InterruptGuard.Limit);
        try
        {
            await OwnedResources.RemoveNetworkAsync(_engine, Id, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception
            is DockerException or OperationCanceledException or TimeoutException)
        {
            // Thrown, it would hide why the network is no longer needed, which is often the same.
            _reporter.Report(new ProgressEvent.Warning(
                $"Network '{Name}' is left on the engine: {exception.Message} Remove it with 'docker network rm "
                + $"{Name}'."));
        }
    }

    internal static async Task<ContainerNetwork> CreateUnguardedAsync(
        DockerEngine engine,
        ContainerNetworkSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = settings.Name
            ?? string.Create(CultureInfo.InvariantCulture, $"nuke-docker-{Guid.NewGuid():N}")[..24];
        var labels = new Dictionary<string, string>(settings.Labels);
        foreach (var (label, value) in RunOwner.Current.Labels)
            labels[label] = value;
        // Not to be cancelled: a network whose ID was never heard of could not be removed.
        var id = await engine.CreateNetworkAsync(name, labels, CancellationToken.None, settings.IsInternal)
            .ConfigureAwait(false);
        return new ContainerNetwork(engine, reporter, id, name);
    }
}
