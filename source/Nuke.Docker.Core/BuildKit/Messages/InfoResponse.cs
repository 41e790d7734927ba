using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>What a BuildKit says of itself; since 0.11.</summary>
/// <param name="BuildKitVersion">Such as <c>v0.12.5</c>; <c>0.0.0+unknown</c> where a distribution has built
/// it.</param>
sealed record InfoResponse(string BuildKitVersion) : IWireMessage<InfoResponse>
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
