using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>containerd.services.content.v1.ReadContentResponse</c>: a piece of a blob.</summary>
/// <param name="Offset">Counted from the first byte that was asked for.</param>
sealed record ReadContentPiece(long Offset, ReadOnlyMemory<byte> Data) : IWireMessage, IWireMessage<ReadContentPiece>
{
    public static ReadContentPiece Read(ReadOnlySpan<byte> message)
    {
        var offset = 0L;
        byte[] data = [];
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                offset = reader.Number;
            else if (reader.Field == 2)
                data = reader.Bytes.ToArray();
        }

        return new(offset, data);
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Number(1, Offset);
        writer.Bytes(2, Data.Span);
    }
}
