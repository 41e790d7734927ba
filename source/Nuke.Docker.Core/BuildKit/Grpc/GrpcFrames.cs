using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>Messages in a stream: <c>0</c>, the length as four bytes, the highest first, and the message.</summary>
static class GrpcFrames
{
    /// <summary>The most that BuildKit itself sends or takes as one message, in bytes.</summary>
    public const int LargestMessage = 16 * 1024 * 1024;

    const int PrefixBytes = 5;

    /// <summary>Reads the next message; <see langword="null"/> at the end of the stream.</summary>
    /// <exception cref="MalformedMessageException">It is none, is longer than allowed, or the stream ends within
    /// it.</exception>
    public static async ValueTask<T?> ReadMessageAsync<T>(this PipeReader reader, CancellationToken cancellationToken)
        where T : class, IWireMessage<T>
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            if (TryTake(buffer, out var message))
            {
                var read = Read<T>(message);
                reader.AdvanceTo(message.End);
                return read;
            }

            if (result.IsCompleted && buffer.IsEmpty)
                return null;
            if (result.IsCompleted)
                throw new MalformedMessageException($"the stream ends after {buffer.Length} bytes of it");
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>Writes a message without flushing.</summary>
    public static void WriteMessage(this IBufferWriter<byte> target, IWireMessage message, WireWriter scratch)
    {
        scratch.Clear();
        message.WriteTo(scratch);
        var prefix = target.GetSpan(PrefixBytes);
        prefix[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], scratch.Written.Length);
        target.Advance(PrefixBytes);
        target.Write(scratch.Written.Span);
    }

    static bool TryTake(ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message)
    {
        message = default;
        if (buffer.Length < PrefixBytes)
            return false;
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        buffer.Slice(0, PrefixBytes).CopyTo(prefix);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (prefix[0] != 0)
            throw new MalformedMessageException("it is compressed, which was not agreed upon");
        if (length > LargestMessage)
            throw new MalformedMessageException(
                $"it has {length} bytes, more than the {LargestMessage} that are allowed");
        if (buffer.Length < PrefixBytes + length)
            return false;
        message = buffer.Slice(PrefixBytes, length);
        return true;
    }

    static T Read<T>(ReadOnlySequence<byte> message)
        where T : IWireMessage<T>
    {
        if (message.IsSingleSegment)
            return T.Read(message.FirstSpan);
        var length = (int)message.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            message.CopyTo(copy);
            return T.Read(copy.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }
}
