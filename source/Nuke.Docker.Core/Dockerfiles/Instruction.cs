using Nuke.Docker.Dockerfiles.Substitution;

namespace Nuke.Docker.Dockerfiles;

/// <summary>One instruction of a Dockerfile: a closed family, one record per keyword.</summary>
/// <remarks>https://docs.docker.com/reference/dockerfile/</remarks>
abstract partial record Instruction
{
    Instruction(InstructionSource written) => Written = written;

    public InstructionSource Written { get; }

    public SourceLines Lines => Written.Lines;

    /// <summary>The instruction with its variables replaced, where its keyword has them replaced at all.</summary>
    internal virtual Instruction Resolve(VariableScope scope) => this;

    public sealed override string ToString() => Written.Text;
}
