using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>The workers of a builder; an engine has one.</summary>
sealed record ListWorkersResponse(
    IReadOnlyList<IReadOnlyDictionary<string, string>> Labels) : IWireMessage<ListWorkersResponse>
{
    public static ListWorkersResponse Read(ReadOnlySpan<byte> message)
    {
        var workers = new List<IReadOnlyDictionary<string, string>>();
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                workers.Add(ReadWorker(reader.Bytes));
        }

        return new(workers);
    }

    static Dictionary<string, string> ReadWorker(ReadOnlySpan<byte> message)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 2)
                labels.Add(reader.Bytes);
        }

        return labels;
    }
}
