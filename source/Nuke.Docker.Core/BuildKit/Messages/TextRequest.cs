using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>A request whose field 1 says everything: the ID of a secret or of an ssh agent, the host of a
/// registry.</summary>
sealed record TextRequest(string Value) : IWireMessage, IWireMessage<TextRequest>
{
    public static TextRequest Read(ReadOnlySpan<byte> message)
    {
        var value = "";
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                value = reader.Text;
        }

        return new(value);
    }

    public void WriteTo(WireWriter writer) => writer.Text(1, Value);
}
