using Nuke.Docker.Dockerfiles.Substitution;

namespace Nuke.Docker.Dockerfiles;

internal abstract partial record Instruction
{
    /// <summary><c>ARG</c>.</summary>
    internal sealed record Arg(InstructionSource Written, IReadOnlyList<ArgumentDeclaration> Declarations) : Instruction(Written);

    /// <summary><c>ENV</c>. All values see the variables as they were before the instruction.</summary>
    internal sealed record Env(InstructionSource Written, IReadOnlyList<Assignment> Assignments) : Instruction(Written)
    {
        internal override Instruction Resolve(VariableScope scope) => this with { Assignments = scope.Expand(Assignments) };
    }

    /// <summary><c>LABEL</c>.</summary>
    internal sealed record Label(InstructionSource Written, IReadOnlyList<Assignment> Assignments) : Instruction(Written)
    {
        internal override Instruction Resolve(VariableScope scope) => this with { Assignments = scope.Expand(Assignments) };
    }

    /// <summary><c>EXPOSE</c>: ports and ranges, with <c>/tcp</c> (the default), <c>/udp</c> or <c>/sctp</c>.</summary>
    internal sealed record Expose(InstructionSource Written, IReadOnlyList<Word> Ports) : Instruction(Written)
    {
        internal override Instruction Resolve(VariableScope scope) =>
            this with { Ports = [.. Ports.SelectMany(scope.ExpandToWords)] };
    }

    /// <summary><c>USER</c>, as <c>user:group</c>.</summary>
    internal sealed record User(InstructionSource Written, Word Name) : Instruction(Written)
    {
        internal override Instruction Resolve(VariableScope scope) => this with { Name = scope.Expand(Name) };
    }

    /// <summary><c>WORKDIR</c>; a relative path continues the one before.</summary>
    internal sealed record Workdir(InstructionSource Written, Word Path) : Instruction(Written)
    {
        internal override Instruction Resolve(VariableScope scope) => this with { Path = scope.Expand(Path) };
    }

    /// <summary><c>VOLUME</c>.</summary>
    internal sealed record Volume(InstructionSource Written, IReadOnlyList<Word> Paths) : Instruction(Written)
    {
        internal override Instruction Resolve(VariableScope scope) => this with { Paths = [.. Paths.Select(scope.Expand)] };
    }

    /// <summary><c>STOPSIGNAL</c>, a name or a number.</summary>
    internal sealed record StopSignal(InstructionSource Written, Word Signal) : Instruction(Written)
    {
        internal override Instruction Resolve(VariableScope scope) => this with { Signal = scope.Expand(Signal) };
    }

    /// <summary><c>MAINTAINER</c>, deprecated in favour of the label <c>org.opencontainers.image.authors</c>.</summary>
    internal sealed record Maintainer(InstructionSource Written, Word Author) : Instruction(Written);
}
