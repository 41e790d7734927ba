using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>What a step has written: a piece, not a line.</summary>
/// <param name="Vertex">The digest of the vertex.</param>
/// <param name="IsError">Whether it was written to the standard error.</param>
/// <param name="Bytes">May begin and end in the middle of a character.</param>
sealed record VertexLog(string Vertex, bool IsError, ReadOnlyMemory<byte> Bytes) : IWireMessage<VertexLog>
{
    const int StandardError = 2;

    public static VertexLog Read(ReadOnlySpan<byte> message)
    {
        var (vertex, isError) = ("", false);
        byte[] bytes = [];
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    vertex = reader.Text;
                    break;
                case 3:
                    isError = reader.Number == StandardError;
                    break;
                case 4:
                    bytes = reader.Bytes.ToArray();
                    break;
            }
        }

        return new(vertex, isError, bytes);
    }
}
