using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>Listens nowhere: accepts the one connection that is there, and then waits for the end.</summary>
sealed class SingleConnectionFactory(ConnectionContext connection)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector, IConnectionListener
{
    readonly TaskCompletionSource<ConnectionContext?> _unbound = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    int _accepted;

    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.None, 0);

    public bool CanBind(EndPoint endpoint) => true;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        EndPoint = endpoint;
        return new(this);
    }

    public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref _accepted, 1) == 0 ? new(connection) : new(_unbound.Task);

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _unbound.TrySetResult(null);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
