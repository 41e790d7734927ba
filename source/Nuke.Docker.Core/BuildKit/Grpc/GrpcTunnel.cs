using System.Buffers;
using System.IO.Pipelines;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>A connection inside a call: each message in either direction is a piece of it.</summary>
sealed class GrpcTunnel : SequentialStream
{
    const int LargestPiece = 1024 * 1024;

    readonly GrpcClient _client;
    readonly CancellationTokenSource _over;
    readonly DuplexContent _body;
    readonly Stream _out;
    readonly HttpResponseMessage _response;
    readonly PipeReader _in;
    readonly ArrayBufferWriter<byte> _framed = new();
    readonly WireWriter _scratch = new();
    ReadOnlyMemory<byte> _rest;

    GrpcTunnel(
        GrpcClient client,
        CancellationTokenSource over,
        DuplexContent body,
        Stream output,
        HttpResponseMessage response,
        Stream input)
    {
        (_client, _over, _body, _out, _response) = (client, over, body, output, response);
        _in = PipeReader.Create(input);
    }

    /// <summary>Makes a call that stays open.</summary>
    /// <param name="client">Used by nothing else; disposed with the tunnel.</param>
    /// <param name="method">Takes and gives any number of <see cref="BytesMessage"/>. Its peer speaks first.</param>
    /// <param name="cancellationToken">Ends the opening alone.</param>
    /// <exception cref="GrpcException">The other side refused.</exception>
    public static async Task<GrpcTunnel> OpenAsync(
        GrpcClient client, string method, CancellationToken cancellationToken)
    {
        var over = new CancellationTokenSource();
        var body = new DuplexContent();
        var opening = cancellationToken.UnsafeRegister(_ => over.Cancel(), null);
        HttpResponseMessage? response = null;
        try
        {
            response = await client.StartAsync(method, body, over.Token).ConfigureAwait(false);
            GrpcStatus.CheckHead(response);
            var output = await body.Opened.WaitAsync(over.Token).ConfigureAwait(false);
            var input = await response.Content.ReadAsStreamAsync(over.Token).ConfigureAwait(false);
            return new(client, over, body, output, response, input);
        }
        catch
        {
            // Whoever cancels at this moment must find what is cancelled.
            await opening.DisposeAsync().ConfigureAwait(false);
            response?.Dispose();
            client.Dispose();
            body.Close();
            over.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        finally
        {
            await opening.DisposeAsync().ConfigureAwait(false);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            if (await ReadPieceAsync(cancellationToken).ConfigureAwait(false) is not { } piece)
                return 0;
            _rest = piece.Data;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(buffer.Length, LargestPiece)..])
        {
            _framed.ResetWrittenCount();
            _framed.WriteMessage(new BytesMessage(buffer[..Math.Min(buffer.Length, LargestPiece)]), _scratch);
            await _out.WriteAsync(_framed.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _out.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _over.Cancel();
            _body.Close();
            _response.Dispose();
            _client.Dispose();
        }

        base.Dispose(disposing);
    }

    async ValueTask<BytesMessage?> ReadPieceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var piece = await _in.ReadMessageAsync<BytesMessage>(cancellationToken).ConfigureAwait(false);
            if (piece is null)
                GrpcStatus.Check(_response);
            return piece;
        }
        catch (GrpcException e)
        {
            throw new IOException($"The connection inside the call has ended: {e.Reason}", e);
        }
        catch (Exception e) when (e is HttpRequestException or MalformedMessageException)
        {
            throw new IOException("The connection inside the call is broken.", e);
        }
    }
}
