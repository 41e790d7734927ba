using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>Lines of a Dockerfile, from 1, the last one included.</summary>
readonly record struct LineRange(int First, int Last) : IWireMessage<LineRange>
{
    public static LineRange Read(ReadOnlySpan<byte> message)
    {
        var (first, last) = (0, 0);
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                first = ReadPosition(reader.Bytes);
            else if (reader.Field == 2)
                last = ReadPosition(reader.Bytes);
        }

        return new(first, Math.Max(first, last));
    }

    /// <summary>An instruction of several lines comes as a range for each.</summary>
    public LineRange Including(LineRange? other) =>
        other is { } more ? new(Math.Min(First, more.First), Math.Max(Last, more.Last)) : this;

    static int ReadPosition(ReadOnlySpan<byte> message)
    {
        var line = 0L;
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                line = reader.Number;
        }

        return (int)Math.Clamp(line, 0, int.MaxValue);
    }
}
