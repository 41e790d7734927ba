using System.Text;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>Our side of a transfer in which we fetch everything: see <see cref="FileSender"/>, with the roles
/// exchanged.</summary>
sealed class FileReceiver(GrpcCall call, OutputTree tree)
{
    readonly Dictionary<uint, FileStat> _awaited = [];
    readonly Dictionary<uint, FileStream> _open = [];
    uint _listed;
    bool _isListComplete;
    bool _isFinished;

    /// <exception cref="MalformedMessageException">The other side breaks the rules.</exception>
    /// <exception cref="BuildOutputException">A file cannot be written; the other side is told.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await call.ReadAsync<Packet>(cancellationToken).ConfigureAwait(false)
                is { Type: not PacketType.Finish } packet)
            {
                await ReceiveAsync(packet, cancellationToken).ConfigureAwait(false);
                await FinishIfDueAsync(cancellationToken).ConfigureAwait(false);
            }

            if (!_isFinished)
                throw new GrpcException(GrpcCode.Cancelled, "the other side left before the transfer was over");
        }
        catch (Exception e) when (_isFinished && e is IOException or OperationCanceledException)
        {
            // BuildKit may drop the call as soon as it has our FIN, without one of its own.
        }
        catch (BuildOutputException e)
        {
            call.Write(new Packet(PacketType.Error) { Data = Encoding.UTF8.GetBytes(e.Message) });
            await call.FlushAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
        finally
        {
            foreach (var file in _open.Values)
                await file.DisposeAsync().ConfigureAwait(false);
        }
    }

    ValueTask ReceiveAsync(Packet packet, CancellationToken cancellationToken)
    {
        switch (packet.Type)
        {
            case PacketType.Stat when packet.Stat is { } stat:
                return ListAsync(stat, cancellationToken);
            case PacketType.Stat:
                _isListComplete = true;
                return ValueTask.CompletedTask;
            case PacketType.Data:
                return WriteAsync(packet, cancellationToken);
            case PacketType.Error:
                throw new GrpcException(GrpcCode.Unknown, Encoding.UTF8.GetString(packet.Data.Span));
            default:
                throw new MalformedMessageException($"a {packet.Type} packet where files are due");
        }
    }

    async ValueTask ListAsync(FileStat stat, CancellationToken cancellationToken)
    {
        var id = _listed++;
        if (!tree.Add(stat))
            return;
        _awaited.Add(id, stat);
        call.Write(new Packet(PacketType.Request) { Id = id });
        await call.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    async ValueTask WriteAsync(Packet packet, CancellationToken cancellationToken)
    {
        if (!_awaited.TryGetValue(packet.Id, out var stat))
            throw new MalformedMessageException($"content of entry {packet.Id}, which was not asked for");
        if (!_open.TryGetValue(packet.Id, out var file))
            _open.Add(packet.Id, file = tree.Create(stat));
        if (!packet.Data.IsEmpty)
        {
            await WriteAsync(file, stat, packet.Data, cancellationToken).ConfigureAwait(false);
            return;
        }

        await file.DisposeAsync().ConfigureAwait(false);
        _open.Remove(packet.Id);
        _awaited.Remove(packet.Id);
        tree.Complete(stat);
    }

    async ValueTask WriteAsync(
        FileStream file, FileStat stat, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(data, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new BuildOutputException(tree.PathOf(stat), e);
        }
    }

    async ValueTask FinishIfDueAsync(CancellationToken cancellationToken)
    {
        if (!_isListComplete || _awaited.Count > 0 || _isFinished)
            return;
        tree.Complete();
        call.Write(Packet.Finish);
        await call.FlushAsync(cancellationToken).ConfigureAwait(false);
        _isFinished = true;
    }
}
