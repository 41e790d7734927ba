using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>How far a part of a vertex has come: a layer, a transfer.</summary>
sealed record VertexStatus : IWireMessage<VertexStatus>
{
    /// <summary>Such as <c>transferring context:</c>, or the digest of a layer.</summary>
    public string Id { get; init; } = "";

    /// <summary>The digest of the vertex.</summary>
    public string Vertex { get; init; } = "";

    /// <summary>What happens, such as <c>extracting</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>In bytes; 0 if it is nothing that has bytes.</summary>
    public long Current { get; init; }

    /// <summary>In bytes; 0 if it is not known.</summary>
    public long Total { get; init; }

    public bool IsCompleted { get; init; }

    public static VertexStatus Read(ReadOnlySpan<byte> message)
    {
        var (id, vertex, name) = ("", "", "");
        var (current, total, isCompleted) = (0L, 0L, false);
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    id = reader.Text;
                    break;
                case 2:
                    vertex = reader.Text;
                    break;
                case 3:
                    name = reader.Text;
                    break;
                case 4:
                    current = reader.Number;
                    break;
                case 5:
                    total = reader.Number;
                    break;
                case 8:
                    isCompleted = true;
                    break;
            }
        }

        return new()
        {
            Id = id,
            Vertex = vertex,
            Name = name,
            Current = current,
            Total = total,
            IsCompleted = isCompleted,
        };
    }
}
