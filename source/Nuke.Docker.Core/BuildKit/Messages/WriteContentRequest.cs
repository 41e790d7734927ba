using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>containerd.services.content.v1.WriteContentRequest</c>: one of the steps in which a blob is
/// written.</summary>
sealed record WriteContentRequest(WriteAction Action) : IWireMessage, IWireMessage<WriteContentRequest>
{
    /// <summary>Names the write; the first message has it.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The size of the whole, in bytes; 0 if it is not known yet.</summary>
    public long Total { get; init; }

    /// <summary>The digest of the whole; empty if it is not known yet.</summary>
    public string Expected { get; init; } = "";

    /// <summary>Where <see cref="Data"/> belongs. Zero begins again.</summary>
    public long Offset { get; init; }

    public ReadOnlyMemory<byte> Data { get; init; }

    public static WriteContentRequest Read(ReadOnlySpan<byte> message)
    {
        var (action, reference, total, expected, offset) = (WriteAction.Stat, "", 0L, "", 0L);
        byte[] data = [];
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    action = (WriteAction)reader.Number;
                    break;
                case 2:
                    reference = reader.Text;
                    break;
                case 3:
                    total = reader.Number;
                    break;
                case 4:
                    expected = reader.Text;
                    break;
                case 5:
                    offset = reader.Number;
                    break;
                case 6:
                    data = reader.Bytes.ToArray();
                    break;
            }
        }

        return new(action)
        {
            Reference = reference,
            Total = total,
            Expected = expected,
            Offset = offset,
            Data = data,
        };
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Number(1, (long)Action);
        writer.Text(2, Reference);
        writer.Number(3, Total);
        writer.Text(4, Expected);
        writer.Number(5, Offset);
        writer.Bytes(6, Data.Span);
    }
}

enum WriteAction
{
    /// <summary>How far is it?</summary>
    Stat = 0,

    Write = 1,

    /// <summary>That was all: compare, and keep.</summary>
    Commit = 2,
}
