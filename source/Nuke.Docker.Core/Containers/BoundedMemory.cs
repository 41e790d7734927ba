using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>Keeps what is written to it, as long as that is little. Beyond the limit it keeps nothing.</summary>
/// <param name="limit">The most bytes that are kept.</param>
sealed class BoundedMemory(int limit) : SequentialStream
{
    MemoryStream? _kept = new();

    public override bool CanRead => false;

    /// <summary>All that was written; <see langword="null"/> if it was too much.</summary>
    public ArraySegment<byte>? Content => _kept is null ? null : new(_kept.GetBuffer(), 0, (int)_kept.Length);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_kept?.Length + buffer.Length > limit)
            _kept = null;
        _kept?.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
