using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>pb.Op</c> that ends a definition: its input is the result.</summary>
sealed record ResultOperation(string Input) : IWireMessage
{
    public void WriteTo(WireWriter writer) => writer.Message(1, new OperationInput(Input));
}
