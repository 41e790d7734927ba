using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.Sessions;

/// <summary>The connection on which BuildKit asks for what a build needs of this machine.</summary>
sealed class BuildSession : IAsyncDisposable
{
    readonly GrpcServer _server;

    BuildSession(string id, GrpcServer server) => (Id, _server) = (id, server);

    /// <summary>What a solve names to be served by it.</summary>
    public string Id { get; }

    /// <summary>Done when the connection has ended, from whichever side.</summary>
    public Task Ended => _server.Ended;

    /// <summary>Opens a session.</summary>
    /// <param name="route">The way to the BuildKit.</param>
    /// <param name="sharedKey">Under which BuildKit keeps the files that it got, for the next build.</param>
    /// <param name="services">What is served.</param>
    /// <param name="cancellationToken">Ends the opening alone.</param>
    /// <exception cref="EngineRequestException">404: the engine has no BuildKit.</exception>
    public static async Task<BuildSession> OpenAsync(
        BuildKitRoute route,
        string sharedKey,
        IEnumerable<ISessionService> services,
        CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("N");
        var methods = services.SelectMany(service => service.Methods).ToDictionary(StringComparer.Ordinal);
        KeyValuePair<string, string>[] headers =
        [
            new("X-Docker-Expose-Session-Uuid", id),
            new("X-Docker-Expose-Session-Name", "nuke-docker"),
            new("X-Docker-Expose-Session-Sharedkey", sharedKey),
            .. methods.Keys.Select(method => KeyValuePair.Create("X-Docker-Expose-Session-Grpc-Method", method)),
        ];
        var connection = await route.OpenSessionAsync(headers, cancellationToken).ConfigureAwait(false);
        try
        {
            return new(id, await GrpcServer.StartAsync(connection, methods, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
