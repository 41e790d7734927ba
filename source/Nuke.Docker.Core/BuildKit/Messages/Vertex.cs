using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>One node of the build graph as it is now. It may be told several times, and may start and end several
/// times.</summary>
sealed record Vertex : IWireMessage<Vertex>
{
    /// <summary>Its identity.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Such as <c>[build 2/5] RUN make</c> or <c>[internal] load .dockerignore</c>.</summary>
    public string Name { get; init; } = "";

    public bool Cached { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Completed { get; init; }

    /// <summary>Empty unless it failed, or was cancelled.</summary>
    public string Error { get; init; } = "";

    public static Vertex Read(ReadOnlySpan<byte> message)
    {
        var (digest, name, error, cached) = ("", "", "", false);
        DateTimeOffset? started = null;
        DateTimeOffset? completed = null;
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    digest = reader.Text;
                    break;
                case 3:
                    name = reader.Text;
                    break;
                case 4:
                    cached = reader.Flag;
                    break;
                case 5:
                    started = Timestamp.Read(reader.Bytes);
                    break;
                case 6:
                    completed = Timestamp.Read(reader.Bytes);
                    break;
                case 7:
                    error = reader.Text;
                    break;
            }
        }

        return new()
        {
            Digest = digest,
            Name = name,
            Cached = cached,
            Started = started,
            Completed = completed,
            Error = error,
        };
    }
}
