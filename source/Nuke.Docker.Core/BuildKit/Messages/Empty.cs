using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>A request or an answer that says nothing, or whose content does not matter.</summary>
sealed record Empty : IWireMessage, IWireMessage<Empty>
{
    public static Empty Instance { get; } = new();

    public static Empty Read(ReadOnlySpan<byte> message) => Instance;

    public void WriteTo(WireWriter writer)
    {
    }
}
