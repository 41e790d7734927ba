using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>A piece of a stream: an agent's connection, a tar archive, a secret. A class, not a record: nothing prints
/// it.</summary>
sealed class BytesMessage(ReadOnlyMemory<byte> data) : IWireMessage, IWireMessage<BytesMessage>
{
    public ReadOnlyMemory<byte> Data => data;

    public static BytesMessage Read(ReadOnlySpan<byte> message)
    {
        byte[] data = [];
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                data = reader.Bytes.ToArray();
        }

        return new(data);
    }

    public void WriteTo(WireWriter writer) => writer.Bytes(1, data.Span);
}
