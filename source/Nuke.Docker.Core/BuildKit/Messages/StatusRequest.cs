using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>Asks for the trace of one solve.</summary>
/// <param name="Reference">Its <see cref="SolveRequest.Reference"/>.</param>
sealed record StatusRequest(string Reference) : IWireMessage
{
    public void WriteTo(WireWriter writer) => writer.Text(1, Reference);
}
