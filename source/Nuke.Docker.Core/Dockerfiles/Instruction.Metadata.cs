using Nuke.Docker.Dockerfiles.Substitution;

namespace Nuke.Docker.Dockerfiles;

abstract partial record Instruction
{
    /// <summary><c>ARG</c>.</summary>
    internal sealed record Arg(InstructionSource Written, IReadOnlyList<ArgumentDeclaration> Declarations)
        : Instruction(Written);

    /// <summary><c>ENV</c>. All values see the variables as they were before the instruction.</summary>
    internal sealed record Env(InstructionSource Written, IReadOnlyList<Assignment> Assignments) : Instruction(Written)
    {
        internal override Instruction Resolve(VariableScope scope) =>
            this with { Assignments = scope.Expand(Assignments) };
    }

    /// <summary><c>LABEL</c>.</summary>
    internal sealed record Label(InstructionSource Written, IReadOnlyList<Assignment> Assignments)
        : Instruction(Written)
    {
        internal override Instruction Resolve(VariableScope scope) =>
            this with { Assignments = scope.Expand(Assignments) };
    }

    /// <summary><c>EXPOSE</c>: ports and ranges, with <c>/tcp</c> (the default), <c>/udp</c> or <c>/sctp</c>.</summary>
    internal sealed record Expose(InstructionSource Written, IReadOnlyList<Word> Ports) : Instruction(Written)
    {
        internal override Instruction Resolve(VariableScope scope)
        {
            Word[] ports = [.. Ports.SelectMany(scope.ExpandToWords)];
            foreach (var port in ports)
                scope.Try(port, text => ExposedPorts.Parse(text));
            return this with { Ports = ports };
        }
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
        internal override Instruction Resolve(VariableScope scope)
        {
            Word[] paths = [.. Paths.Select(scope.Expand)];
            return Array.Find(paths, path => path.Text.Length == 0) is { } empty
                ? throw scope.Error(empty.Position, "VOLUME has an empty directory in its list.")
                : this with { Paths = paths };
        }
    }

    /// <summary><c>STOPSIGNAL</c>, a name or a number.</summary>
    internal sealed record StopSignal(InstructionSource Written, Word Signal) : Instruction(Written)
    {
        internal override Instruction Resolve(VariableScope scope)
        {
            var signal = scope.Expand(Signal);
            return Signals.Exists(signal.Text)
                ? this with { Signal = signal }
                : throw scope.Error(
                    signal.Position, $"STOPSIGNAL '{signal}' is no signal. Use a name such as SIGTERM or a number.");
        }
    }

    /// <summary><c>MAINTAINER</c>, deprecated in favour of the label <c>org.opencontainers.image.authors</c>.</summary>
    internal sealed record Maintainer(InstructionSource Written, Word Author) : Instruction(Written);
}
