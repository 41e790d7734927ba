using System.Buffers;
using System.IO.Pipelines;

namespace Nuke.Docker.Engine.Connections;

/// <summary>A connection that listens while a body goes up, and survives the engine hanging up on it.</summary>
/// <remarks>
/// <para>
/// HTTP/1.1 lets an engine refuse a request before it has read the body; it then closes its side. SocketsHttpHandler
/// reads the answer only after the body, so the writer meets a broken pipe, or a peer that no longer reads, and the
/// answer is lost. Here the answer is read as soon as it comes: a status of 300 or more, or the end of the stream, ends
/// the body with an <see cref="UploadRefusedException"/>, which <see cref="UploadContent"/> takes as the regular end.
/// </para>
/// <para>What SocketsHttpHandler writes itself on a broken connection, the mark that ends the body, goes
/// nowhere.</para>
/// </remarks>
sealed class UploadConnection : SequentialStream
{
    const int StatusOffset = 9; // "HTTP/1.1 400": the first digit of the status.

    static readonly AsyncLocal<bool> _bodyIsBeingSent = new();

    // An engine may report progress during an upload, and stop reading when nobody takes it: a megabyte, in however
    // many parts, is far more than any does.
    readonly Pipe _answer = new(new PipeOptions(pauseWriterThreshold: 1 << 20, useSynchronizationContext: false));
    readonly CancellationTokenSource _refused = new();
    readonly Stream _inner;
    Exception? _listenFailure;
    bool _hasWritten;
    bool _broken;

    public UploadConnection(Stream inner)
    {
        _inner = inner;
        // From the beginning: the connection has one reader, first to last.
        _ = ListenAsync();
    }

    /// <summary>From here to the end of the calling async method, writes belong to a body.</summary>
    public static void BodyBegins() => _bodyIsBeingSent.Value = true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var answer = (await _answer.Reader.ReadAsync(cancellationToken).ConfigureAwait(false)).Buffer;
        var count = (int)Math.Min(answer.Length, buffer.Length);
        if (count == 0 && buffer.Length > 0 && _listenFailure is not null)
            throw new IOException(_listenFailure.Message, _listenFailure);
        var part = answer.Slice(0, count);
        part.CopyTo(buffer.Span);
        // From here on the sequence is invalid, its length too.
        _answer.Reader.AdvanceTo(part.End);
        return count;
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_bodyIsBeingSent.Value)
        {
            await WriteOutsideBodyAsync(buffer, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (_broken || _refused.IsCancellationRequested)
            throw new UploadRefusedException();
        try
        {
            // A canceled request disposes the connection, which ends this write; the token need not be linked.
            await _inner.WriteAsync(buffer, _refused.Token).ConfigureAwait(false);
            _hasWritten = true; // The head goes with the beginning of the body.
        }
        catch (Exception e) when (e is IOException
            || (e is OperationCanceledException && _refused.IsCancellationRequested))
        {
            _broken = true;
            throw new UploadRefusedException(e);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        _broken ? Task.CompletedTask : _inner.FlushAsync(cancellationToken);

    public override void Flush() => _inner.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // The listener's pending read, or its wait for room, ends with it.
            _inner.Dispose();
            _answer.Writer.CancelPendingFlush();
            _refused.Dispose();
        }

        base.Dispose(disposing);
    }

    async ValueTask WriteOutsideBodyAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_broken)
            return;
        try
        {
            await _inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            _hasWritten = true;
        }
        catch (IOException) when (_hasWritten)
        {
            // The engine hung up between the head or the body and the end mark: what it said can be read.
            _broken = true;
        }
    }

    async Task ListenAsync()
    {
        var receiving = ReceiveAsync();
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Thrown behind what was read before it: a peer that hangs up on a body resets the connection after its answer.
        _listenFailure = receiving.Exception?.InnerException;
        await RefuseAsync().ConfigureAwait(false);
        await _answer.Writer.CompleteAsync().ConfigureAwait(false);
    }

    async Task ReceiveAsync()
    {
        long received = 0;
        int read;
        do
        {
            var memory = _answer.Writer.GetMemory(16 * 1024);
            read = await _inner.ReadAsync(memory).ConfigureAwait(false);
            if (received <= StatusOffset && received + read > StatusOffset
                && memory.Span[(int)(StatusOffset - received)] >= '3')
                await RefuseAsync().ConfigureAwait(false);
            received += read;
            _answer.Writer.Advance(read);
        }
        while (read > 0 && !(await _answer.Writer.FlushAsync().ConfigureAwait(false)).IsCompleted);
    }

    async Task RefuseAsync()
    {
        try
        {
            await _refused.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The connection is closed: nobody writes any more.
        }
    }
}
