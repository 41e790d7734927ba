using Nuke.Docker.Engine;

namespace Nuke.Docker.Images;

/// <summary>Counts what is written to a stream that somebody else closes.</summary>
sealed class CountedStream(Stream inner) : SequentialStream
{
    public override bool CanRead => false;

    public long Written { get; private set; }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        Written += buffer.Length;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
}
