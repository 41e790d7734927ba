using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>pb.Input</c>: the first output of another operation.</summary>
sealed record OperationInput(string Digest) : IWireMessage
{
    public void WriteTo(WireWriter writer) => writer.Text(1, Digest);
}
