using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>A part of the trace: what has changed since the part before.</summary>
sealed record StatusResponse(
    IReadOnlyList<Vertex> Vertexes,
    IReadOnlyList<VertexStatus> Statuses,
    IReadOnlyList<VertexLog> Logs,
    IReadOnlyList<VertexWarning> Warnings) : IWireMessage<StatusResponse>
{
    public static StatusResponse Read(ReadOnlySpan<byte> message)
    {
        var (vertexes, statuses) = (new List<Vertex>(), new List<VertexStatus>());
        var (logs, warnings) = (new List<VertexLog>(), new List<VertexWarning>());
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    vertexes.Add(Vertex.Read(reader.Bytes));
                    break;
                case 2:
                    statuses.Add(VertexStatus.Read(reader.Bytes));
                    break;
                case 3:
                    logs.Add(VertexLog.Read(reader.Bytes));
                    break;
                case 4:
                    warnings.Add(VertexWarning.Read(reader.Bytes));
                    break;
            }
        }

        return new(vertexes, statuses, logs, warnings);
    }
}
