using Nuke.Docker.Engine;
using Nuke.Docker.Engine.Connections;

namespace Nuke.Docker.Core.Tests.Engine.Connections;

public sealed class UploadConnectionTests
{
    [Fact]
    public async Task TheEndMarkGoesNowhereOnceTheEngineHasHungUpAlsoIfTheHeadWentWithTheBody()
    {
        await using var peer = new Peer();
        await using var connection = new UploadConnection(peer);
        await WriteBodyAsync(connection);
        peer.HasHungUp = true;

        await connection.WriteAsync("0\r\n\r\n"u8.ToArray());

        Assert.Equal(1, peer.Writes);
    }

    [Fact]
    public async Task ARequestThatFindsNobodyFails()
    {
        await using var peer = new Peer { HasHungUp = true };
        await using var connection = new UploadConnection(peer);

        await Assert.ThrowsAsync<IOException>(() => connection.WriteAsync("PUT"u8.ToArray()).AsTask());
    }

    static async Task WriteBodyAsync(UploadConnection connection)
    {
        UploadConnection.BodyBegins();
        await connection.WriteAsync("PUT / HTTP/1.1"u8.ToArray());
    }

    /// <summary>Never answers.</summary>
    sealed class Peer : SequentialStream
    {
        public bool HasHungUp { get; set; }

        public int Writes { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(new TaskCompletionSource<int>().Task);

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (HasHungUp)
                return ValueTask.FromException(new IOException("Broken pipe"));
            Writes++;
            return default;
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
