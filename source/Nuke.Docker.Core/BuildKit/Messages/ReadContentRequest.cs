using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>containerd.services.content.v1.ReadContentRequest</c>.</summary>
/// <param name="Offset">The first byte; zero or less for the first one that there is.</param>
/// <param name="Size">How many bytes, if there are as many; zero or less for all that follow.</param>
sealed record ReadContentRequest(string Digest, long Offset, long Size) : IWireMessage, IWireMessage<ReadContentRequest>
{
    public static ReadContentRequest Read(ReadOnlySpan<byte> message)
    {
        var (digest, offset, size) = ("", 0L, 0L);
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    digest = reader.Text;
                    break;
                case 2:
                    offset = reader.Number;
                    break;
                case 3:
                    size = reader.Number;
                    break;
            }
        }

        return new(digest, offset, size);
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Text(1, Digest);
        writer.Number(2, Offset);
        writer.Number(3, Size);
    }
}
