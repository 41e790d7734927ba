using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>What the exporters say of their results, such as <c>containerimage.digest</c>.</summary>
sealed record SolveResponse(IReadOnlyDictionary<string, string> Results) : IWireMessage<SolveResponse>
{
    public static SolveResponse Read(ReadOnlySpan<byte> message)
    {
        var results = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                results.Add(reader.Bytes);
        }

        return new(results);
    }
}
