namespace Nuke.Docker.BuildKit.Wire;

/// <summary>A message that can be sent.</summary>
interface IWireMessage
{
    void WriteTo(WireWriter writer);
}

/// <summary>A message that can be received.</summary>
interface IWireMessage<TSelf>
    where TSelf : IWireMessage<TSelf>
{
    /// <exception cref="MalformedMessageException">It is none.</exception>
    static abstract TSelf Read(ReadOnlySpan<byte> message);
}
