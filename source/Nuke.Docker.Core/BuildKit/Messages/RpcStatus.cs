using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>google.rpc.Status</c>, the content of <c>grpc-status-details-bin</c>.</summary>
/// <param name="Details">Values by the last part of their type's URL; of several of one type the first.</param>
sealed record RpcStatus(IReadOnlyDictionary<string, byte[]> Details) : IWireMessage<RpcStatus>
{
    public static RpcStatus Read(ReadOnlySpan<byte> message)
    {
        var details = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field != 3)
                continue;
            var (type, value) = ReadAny(reader.Bytes);
            details.TryAdd(type[(type.LastIndexOf('/') + 1)..], value);
        }

        return new(details);
    }

    static (string Type, byte[] Value) ReadAny(ReadOnlySpan<byte> message)
    {
        var type = "";
        byte[] value = [];
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                type = reader.Text;
            else if (reader.Field == 2)
                value = reader.Bytes.ToArray();
        }

        return (type, value);
    }
}
