using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>Asks which builds are running now, and for no news after that.</summary>
sealed record BuildHistoryRequest : IWireMessage
{
    public void WriteTo(WireWriter writer)
    {
        writer.Number(1, 1); // ActiveOnly
        writer.Number(3, 1); // EarlyExit
    }
}
