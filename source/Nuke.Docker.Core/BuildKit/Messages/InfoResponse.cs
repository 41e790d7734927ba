using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>What BuildKit says of itself, since 0.11.</summary>
/// <param name="Version">Such as <c>v0.25.2</c>; empty if it does not say.</param>
sealed record InfoResponse(string Version) : IWireMessage<InfoResponse>
{
    public static InfoResponse Read(ReadOnlySpan<byte> message)
    {
        var version = "";
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                version = ReadVersion(reader.Bytes);
        }

        return new(version);
    }

    static string ReadVersion(ReadOnlySpan<byte> message)
    {
        var version = "";
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 2)
                version = reader.Text;
        }

        return version;
    }
}
