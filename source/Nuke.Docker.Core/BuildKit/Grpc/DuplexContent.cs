using System.Net;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>A body that stays open: whoever has started the request writes to it when there is something to
/// say.</summary>
sealed class DuplexContent : HttpContent
{
    readonly TaskCompletionSource<Stream> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where to write, once the head of the request is out; writing fails if the call has ended.</summary>
    public Task<Stream> Opened => _opened.Task;

    /// <summary>Ends the body.</summary>
    public void Close() => _closed.TrySetResult();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            // Otherwise the head would wait for the first piece of the body.
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A call that the other side has answered in full by now cannot be written to, but still be read.
            _opened.TrySetResult(stream);
        }

        await _closed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
