using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>A call that the other side makes to us. One reader and one writer at a time.</summary>
sealed class GrpcCall(IHeaderDictionary headers, PipeReader reader, PipeWriter writer)
{
    readonly WireWriter _scratch = new();

    /// <summary>Size of the messages that wait for a flush, in bytes.</summary>
    public long WaitingBytes { get; private set; }

    /// <summary>The values of a header, each as it was sent; empty without the header.</summary>
    public IReadOnlyList<string> Metadata(string name) =>
        headers.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    /// <summary>The next message; <see langword="null"/> when the other side will send no more.</summary>
    public ValueTask<T?> ReadAsync<T>(CancellationToken cancellationToken)
        where T : class, IWireMessage<T> => reader.ReadMessageAsync<T>(cancellationToken);

    /// <summary>The only message of a call that has one.</summary>
    public async ValueTask<T> ReadRequestAsync<T>(CancellationToken cancellationToken)
        where T : class, IWireMessage<T> =>
        await ReadAsync<T>(cancellationToken).ConfigureAwait(false)
            ?? throw new MalformedMessageException("a request without a message");

    /// <summary>Puts a message among those that the next flush sends.</summary>
    public void Write(IWireMessage message)
    {
        writer.WriteMessage(message, _scratch);
        WaitingBytes += _scratch.Written.Length;
    }

    /// <summary>Sends what was written; waits while the other side is slow.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        WaitingBytes = 0;
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
