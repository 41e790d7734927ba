using System.Text;
using System.Threading.Channels;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>Our side of a transfer in which the other side fetches what it lacks.</summary>
/// <remarks>
/// <code>
/// we    STAT STAT STAT … STAT(end)    DATA DATA … DATA(empty: end of file)    FIN
/// they          REQ      REQ                                              FIN
/// </code>
/// A STAT's position in the list is the entry's ID. The other side may ask while the list is still under way.
/// </remarks>
sealed class FileSender(GrpcCall call, IReadOnlyList<SyncedFile> files)
{
    const int ChunkBytes = 64 * 1024;

    readonly Channel<uint> _requests = Channel.CreateUnbounded<uint>(
        new() { SingleReader = true, SingleWriter = true });
    readonly byte[] _chunk = new byte[ChunkBytes];

    /// <summary>Entries whose content was sent.</summary>
    public int SentFiles { get; private set; }

    /// <summary>Size of that content, in bytes.</summary>
    public long SentBytes { get; private set; }

    /// <exception cref="MalformedMessageException">The other side breaks the rules.</exception>
    /// <exception cref="BuildContextException">A file cannot be read. The other side waits until it is
    /// told.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receiving = ReceiveAsync(over.Token);
        var sending = SendAsync(over.Token);
        try
        {
            // A peer that breaks off need not read any more: what is being sent would wait for it.
            if (await Task.WhenAny(sending, receiving).ConfigureAwait(false) == receiving)
                await receiving.ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(sending, receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells the other side that it gets no more, and why.</summary>
    public ValueTask BreakOffAsync(string reason, CancellationToken cancellationToken)
    {
        call.Write(new Packet(PacketType.Error) { Data = Encoding.UTF8.GetBytes(reason) });
        return call.FlushAsync(cancellationToken);
    }

    async Task SendAsync(CancellationToken cancellationToken)
    {
        foreach (var file in files)
            await SendAsync(new Packet(PacketType.Stat) { Stat = file.Stat }, cancellationToken).ConfigureAwait(false);
        await SendAsync(new Packet(PacketType.Stat), cancellationToken).ConfigureAwait(false);
        while (await NextRequestAsync(cancellationToken).ConfigureAwait(false) is { } id)
            await SendContentAsync(id, cancellationToken).ConfigureAwait(false);
        call.Write(Packet.Finish);
        await call.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <returns><see langword="null"/> when the other side has all that it wants.</returns>
    async ValueTask<uint?> NextRequestAsync(CancellationToken cancellationToken)
    {
        if (!_requests.Reader.TryPeek(out _))
            await call.FlushAsync(cancellationToken).ConfigureAwait(false);
        return await _requests.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false)
            ? await _requests.Reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            : null;
    }

    async Task SendContentAsync(uint id, CancellationToken cancellationToken)
    {
        using (var content = files[(int)id].Open!())
        {
            while (await content.ReadAsync(_chunk, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                await SendAsync(
                    new Packet(PacketType.Data) { Id = id, Data = _chunk.AsMemory(0, read) }, cancellationToken)
                    .ConfigureAwait(false);
                SentBytes += read;
            }
        }

        await SendAsync(new Packet(PacketType.Data) { Id = id }, cancellationToken).ConfigureAwait(false);
        SentFiles++;
    }

    async ValueTask SendAsync(Packet packet, CancellationToken cancellationToken)
    {
        call.Write(packet);
        if (call.WaitingBytes >= ChunkBytes)
            await call.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var isRequested = new bool[files.Count];
        while (await ReceiveRequestAsync(cancellationToken).ConfigureAwait(false) is { } id)
        {
            if (id >= files.Count || files[(int)id].Open is null || isRequested[id])
                throw new MalformedMessageException(
                    $"a request for entry {id} of {files.Count}, which has nothing to send");
            isRequested[id] = true;
            _requests.Writer.TryWrite(id);
        }

        _requests.Writer.Complete();
    }

    /// <returns><see langword="null"/> when the other side has all that it wants.</returns>
    async ValueTask<uint?> ReceiveRequestAsync(CancellationToken cancellationToken) =>
        await call.ReadAsync<Packet>(cancellationToken).ConfigureAwait(false) switch
        {
            { Type: PacketType.Request } request => request.Id,
            { Type: PacketType.Finish } => null,
            { Type: PacketType.Error } error =>
                throw new GrpcException(GrpcCode.Unknown, Encoding.UTF8.GetString(error.Data.Span)),
            { } other => throw new MalformedMessageException($"a {other.Type} packet where a request is due"),
            null => throw new GrpcException(GrpcCode.Cancelled, "the other side left before the transfer was over"),
        };
}
