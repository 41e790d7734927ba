using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>A stream, as Kestrel wants a connection.</summary>
sealed class SingleConnection : ConnectionContext, IDuplexPipe
{
    const int BufferBytes = 64 * 1024;

    readonly Stream _stream;
    readonly CancellationTokenSource _closed = new();
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SingleConnection(Stream stream)
    {
        _stream = stream;
        Input = PipeReader.Create(
            stream, new StreamPipeReaderOptions(bufferSize: BufferBytes, minimumReadSize: 4096, leaveOpen: true));
        Output = PipeWriter.Create(
            stream, new StreamPipeWriterOptions(minimumBufferSize: BufferBytes, leaveOpen: true));
        ConnectionClosed = _closed.Token;
    }

    public Task Ended => _ended.Task;

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    public override string ConnectionId { get; set; } = "session";

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport
    {
        get => this;
        set => throw new NotSupportedException();
    }

    public override void Abort(ConnectionAbortedException abortReason) => Abort();

    public override void Abort()
    {
        var isFirst = _ended.TrySetResult();
        _stream.Dispose();
        if (isFirst)
            _closed.Cancel();
    }

    public override ValueTask DisposeAsync()
    {
        Abort();
        return base.DisposeAsync();
    }
}
