using Nuke.Docker.Containers.Running;
using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Containers;

/// <summary>
/// A container that <see cref="ContainerRun.StartAsync"/> has started. Disposing it removes it, running or not, with
/// its anonymous volumes, unless it is detached.
/// </summary>
public sealed partial class RunningContainer : IAsyncDisposable
{
    readonly DockerEngine _engine;
    readonly ContainerRunSettings _settings;
    readonly IProgressReporter _reporter;
    ContainerOutputPump? _output;

    internal RunningContainer(
        DockerEngine engine, ContainerRunSettings settings, string id, IProgressReporter reporter) =>
        (_engine, _settings, Id, _reporter) = (engine, settings, id, reporter);

    /// <summary>The container's ID.</summary>
    public string Id { get; }

    /// <summary>The first twelve digits of the ID.</summary>
    public string ShortId => Id[..Math.Min(Id.Length, 12)];

    /// <summary>The name that it was given, or that the engine has invented.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Name or ID of its image.</summary>
    public string Image => _settings.ImageName;

    /// <summary>Whether it outlives this process.</summary>
    public bool IsDetached => _settings.IsDetached;

    /// <summary>Where its published ports are reached, as it was when the start was done.</summary>
    public IReadOnlyList<BoundPort> Ports { get; private set; } = [];

    /// <summary>How messages call it.</summary>
    internal string Description =>
        _settings.Name is { } name ? $"container '{name}' of '{Image}'" : $"the container of '{Image}'";

    /// <summary>Where a port is reached.</summary>
    /// <param name="containerPort">The port in the container.</param>
    /// <param name="protocol">What it speaks.</param>
    /// <exception cref="InvalidOperationException">It is not published.</exception>
    public BoundPort GetPort(int containerPort, TransportProtocol protocol = TransportProtocol.Tcp) =>
        FindPort(containerPort, protocol) ?? throw new InvalidOperationException(
                $"Port {containerPort}/{PublishedPort.Name(protocol)} of {Description} is not published: "
                + $"{(Ports.Count == 0 ? "no port is" : $"{string.Join(", ", Ports)} are")}. Call "
                + $"PublishPort({containerPort}).");

    /// <summary>A URI of what answers at a port.</summary>
    /// <param name="containerPort">The port in the container.</param>
    /// <param name="path">Path and query.</param>
    /// <exception cref="InvalidOperationException">It is not published.</exception>
    public Uri GetUri(int containerPort, string path = "/") => GetPort(containerPort).ToUri(path);

    /// <summary>The state of the container at this moment.</summary>
    /// <exception cref="InvalidOperationException">It is no longer on the engine.</exception>
    public async Task<ContainerStatus> InspectAsync(CancellationToken cancellationToken)
    {
        var details = await _engine.FindContainerAsync(Id, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"Container {ShortId} ({Description}) is no longer on the engine.");
        return new ContainerStatus(
            details.State.Status,
            details.State.Running,
            details.State.ExitCode,
            details.State.Health is { Length: > 0 } health ? health : null,
            details.Networks);
    }

    /// <summary>Waits until it has ended, and all that it wrote has been shown.</summary>
    /// <returns>The exit code.</returns>
    public async Task<long> WaitForExitAsync(CancellationToken cancellationToken)
    {
        if (_output is { } output)
            await output.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await _engine.WaitContainerAsync(Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks it to end, and kills it if it has not after a while.</summary>
    /// <param name="grace">
    /// How long it may take; <see langword="null"/>: <see cref="ContainerRunSettings.StopGrace"/>, or 10 s.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The exit code; 137 if it was killed.</returns>
    public async Task<long> StopAsync(TimeSpan? grace, CancellationToken cancellationToken)
    {
        var limit = grace ?? _settings.StopGrace ?? TimeSpan.FromSeconds(10);
        await _engine.StopContainerAsync(Id, limit, cancellationToken).ConfigureAwait(false);
        return await WaitForExitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="StopAsync(TimeSpan?, CancellationToken)"/>
    public Task<long> StopAsync(CancellationToken cancellationToken) => StopAsync(grace: null, cancellationToken);

    /// <summary>Sends a signal.</summary>
    /// <param name="signal">Such as <c>SIGHUP</c>; <c>SIGKILL</c> by default.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="EngineRequestException">It does not run, or there is no such signal.</exception>
    public Task KillAsync(CancellationToken cancellationToken, string signal = "SIGKILL") =>
        _engine.KillContainerAsync(Id, cancellationToken, signal);

    /// <summary>Removes it, unless it is detached. A failure to remove it is a warning: what led to it is the
    /// news.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsDetached)
            await LetGoAsync().ConfigureAwait(false);
        else
            await RemoveAsync().ConfigureAwait(false);
    }

    /// <summary>Starts it, and waits for what its settings demand.</summary>
    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        _output = await ContainerOutputPump.AttachAsync(_engine, Id, _reporter, _settings.Waits, cancellationToken)
            .ConfigureAwait(false);
        await _engine.StartContainerAsync(Id, cancellationToken).ConfigureAwait(false);
        await RefreshAsync(cancellationToken).ConfigureAwait(false);
        await new ContainerWait(_engine, _settings, this, _output).RunAsync(cancellationToken).ConfigureAwait(false);
        if (IsDetached)
            await LetGoAsync().ConfigureAwait(false);
    }

    internal BoundPort? FindPort(int containerPort, TransportProtocol protocol) => _settings.Network is "host"
        ? new BoundPort(containerPort, protocol, _engine.Endpoint.PublishedHost, containerPort)
        : Ports.FirstOrDefault(port => port.ContainerPort == containerPort && port.Protocol == protocol);

    /// <summary>Reads back what the engine has decided.</summary>
    /// <returns>The state at this moment; null if it is no longer on the engine.</returns>
    internal async Task<ContainerState?> RefreshAsync(CancellationToken cancellationToken)
    {
        if (await _engine.FindContainerAsync(Id, cancellationToken).ConfigureAwait(false) is not { } details)
            return null;
        (Name, Ports) = (details.Name, BoundPorts.Read(details.Ports, _engine.Endpoint.PublishedHost));
        return details.State;
    }

    /// <summary>Removes it, detached or not.</summary>
    internal async Task RemoveAsync()
    {
        await LetGoAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(InterruptGuard.Limit);
        try
        {
            await _engine.RemoveContainerAsync(Id, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception
            is DockerException or OperationCanceledException or TimeoutException)
        {
            // Thrown, it would hide why the container is no longer needed, which is often the same.
            _reporter.Report(new ProgressEvent.Warning(
                $"Container {ShortId} is left on the engine: {exception.Message} Remove it with 'docker rm -f "
                + $"{ShortId}'."));
        }
    }

    async Task LetGoAsync()
    {
        if (Interlocked.Exchange(ref _output, null) is { } output)
            await output.DisposeAsync().ConfigureAwait(false);
    }
}
