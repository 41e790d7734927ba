using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>containerd.services.content.v1.WriteContentResponse</c>: how far a write is.</summary>
/// <param name="Offset">The bytes that there are.</param>
/// <param name="Digest">Theirs.</param>
sealed record WriteContentAnswer(
    WriteAction Action, long Offset, long Total, string Digest) : IWireMessage, IWireMessage<WriteContentAnswer>
{
    public static WriteContentAnswer Read(ReadOnlySpan<byte> message)
    {
        var (action, offset, total, digest) = (WriteAction.Stat, 0L, 0L, "");
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    action = (WriteAction)reader.Number;
                    break;
                case 4:
                    offset = reader.Number;
                    break;
                case 5:
                    total = reader.Number;
                    break;
                case 6:
                    digest = reader.Text;
                    break;
            }
        }

        return new(action, offset, total, digest);
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Number(1, (long)Action);
        writer.Number(4, Offset);
        writer.Number(5, Total);
        writer.Text(6, Digest);
    }
}
