using System.Net.Sockets;

namespace Nuke.Docker.Core.Tests.BuildKit;

/// <summary>Two ends of a real connection.</summary>
sealed class SocketPair : IDisposable
{
    SocketPair(Stream ours, Stream theirs) => (Ours, Theirs) = (ours, theirs);

    public Stream Ours { get; }

    public Stream Theirs { get; }

    public static async Task<SocketPair> OpenAsync()
    {
        using var directory = new Nuke.Docker.Testing.TemporaryDirectory();
        var address = new UnixDomainSocketEndPoint(Path.Combine(directory.Path, "s"));
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(address);
        listener.Listen();
        var ours = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await ours.ConnectAsync(address);
        return new(
            new NetworkStream(ours, ownsSocket: true),
            new NetworkStream(await listener.AcceptAsync(), ownsSocket: true));
    }

    public void Dispose()
    {
        Ours.Dispose();
        Theirs.Dispose();
    }
}
