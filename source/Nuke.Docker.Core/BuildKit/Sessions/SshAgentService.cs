using System.Net.Sockets;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;

namespace Nuke.Docker.BuildKit.Sessions;

/// <summary>Serves <c>RUN --mount=type=ssh</c>: what the step says to its socket reaches an agent of this
/// machine.</summary>
/// <param name="agents">Paths of the agents' sockets, by ID; the usual ID is <c>default</c>.</param>
sealed class SshAgentService(IReadOnlyDictionary<string, string> agents) : ISessionService
{
    const string DefaultId = "default";
    const string IdHeader = "buildkit.ssh.id";
    const int BufferBytes = 32 * 1024;

    public IEnumerable<KeyValuePair<string, GrpcHandler>> Methods =>
    [
        new("/moby.sshforward.v1.SSH/CheckAgent", CheckAsync),
        new("/moby.sshforward.v1.SSH/ForwardAgent", ForwardAsync),
    ];

    async Task CheckAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        PathOf((await call.ReadRequestAsync<TextRequest>(cancellationToken).ConfigureAwait(false)).Value);
        call.Write(Empty.Instance);
    }

    /// <summary>One call for each connection that the step makes.</summary>
    async Task ForwardAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        var path = PathOf(call.Metadata(IdHeader) is [var id, ..] ? id : "");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new GrpcException(GrpcCode.Unavailable, $"the ssh agent at '{path}' does not answer: {e.Message}");
        }

        await PumpAsync(call, socket, cancellationToken).ConfigureAwait(false);
    }

    static async Task PumpAsync(GrpcCall call, Socket socket, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = AskAsync(call, socket, over.Token);
        var answering = AnswerAsync(call, socket, over.Token);
        try
        {
            // An agent waits for the rest of a question that has failed.
            if (await Task.WhenAny(asking, answering).ConfigureAwait(false) == asking)
                await asking.ConfigureAwait(false);
            await answering.ConfigureAwait(false);
        }
        finally
        {
            // The step may keep its half open; nobody listens to it any more.
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(asking, answering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static async Task AskAsync(GrpcCall call, Socket socket, CancellationToken cancellationToken)
    {
        try
        {
            while (await call.ReadAsync<BytesMessage>(cancellationToken).ConfigureAwait(false) is { } message)
                for (var rest = message.Data; !rest.IsEmpty;)
                    rest = rest[await socket.SendAsync(rest, cancellationToken).ConfigureAwait(false)..];
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The agent has hung up; what it said before can still be read.
        }
    }

    static async Task AnswerAsync(GrpcCall call, Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        while (await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            call.Write(new BytesMessage(buffer.AsMemory(0, read)));
            await call.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    string PathOf(string id) => agents.TryGetValue(id.Length == 0 ? DefaultId : id, out var path)
        ? path
        : throw new GrpcException(GrpcCode.NotFound, $"no ssh agent '{(id.Length == 0 ? DefaultId : id)}' was given");
}
