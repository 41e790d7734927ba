using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>pb.Op</c> with a <c>FileOp</c> that copies into an empty tree, path after path.</summary>
/// <param name="Input">Digest of the operation whose files are copied.</param>
sealed record CopyOperation(string Input, IReadOnlyList<CopyAction> Actions) : IWireMessage
{
    const int FirstInput = 0;
    const int Inputs = 1;
    const int Nothing = -1;

    public void WriteTo(WireWriter writer)
    {
        writer.Message(1, new OperationInput(Input));
        writer.Message(4, new File(Actions));
    }

    sealed record File(IReadOnlyList<CopyAction> Actions) : IWireMessage
    {
        public void WriteTo(WireWriter writer)
        {
            foreach (var (index, action) in Actions.Index())
                writer.Message(2, new Step(
                    index == 0 ? Nothing : Inputs + index - 1, index == Actions.Count - 1 ? 0 : Nothing, action));
        }
    }

    /// <param name="Onto">What it is copied onto: an input, or what an earlier step has left, counted behind the
    /// inputs.</param>
    /// <param name="Output">The operation's output that it makes.</param>
    sealed record Step(int Onto, int Output, CopyAction Action) : IWireMessage
    {
        public void WriteTo(WireWriter writer)
        {
            writer.Number(1, Onto);
            writer.Number(2, FirstInput);
            writer.Number(3, Output);
            writer.Message(4, Action);
        }
    }
}
