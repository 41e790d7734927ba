using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>One worker of a builder.</summary>
/// <param name="Labels">What it says of itself.</param>
/// <param name="Platforms">What it builds for, in Docker's spelling: its own first, then those that it
/// emulates.</param>
sealed record WorkerRecord(
    IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> Platforms) : IWireMessage<WorkerRecord>
{
    public static WorkerRecord Read(ReadOnlySpan<byte> message)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var platforms = new List<string>();
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 2)
                labels.Add(reader.Bytes);
            else if (reader.Field == 3)
                platforms.Add(ReadPlatform(reader.Bytes));
        }

        return new(labels, platforms);
    }

    static string ReadPlatform(ReadOnlySpan<byte> message)
    {
        var (architecture, system, variant) = ("", "", "");
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                architecture = reader.Text;
            else if (reader.Field == 2)
                system = reader.Text;
            else if (reader.Field == 3)
                variant = reader.Text;
        }

        return variant.Length == 0 ? $"{system}/{architecture}" : $"{system}/{architecture}/{variant}";
    }
}
