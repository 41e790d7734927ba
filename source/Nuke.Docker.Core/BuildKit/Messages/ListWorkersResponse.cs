using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>The workers of a builder; an engine has one.</summary>
sealed record ListWorkersResponse(IReadOnlyList<WorkerRecord> Workers) : IWireMessage<ListWorkersResponse>
{
    public static ListWorkersResponse Read(ReadOnlySpan<byte> message)
    {
        var workers = new List<WorkerRecord>();
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                workers.Add(WorkerRecord.Read(reader.Bytes));
        }

        return new(workers);
    }
}
