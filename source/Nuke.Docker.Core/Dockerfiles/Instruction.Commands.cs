using Nuke.Docker.Dockerfiles.Substitution;

namespace Nuke.Docker.Dockerfiles;

abstract partial record Instruction
{
    /// <summary><c>RUN</c>. Its variables are the shell's, only those in <c>--mount</c> are the builder's.</summary>
    internal sealed record Run(InstructionSource Written, CommandLine Command) : Instruction(Written)
    {
        public IReadOnlyList<Mount> Mounts { get; init; } = [];

        /// <summary><c>--network</c>: default, none or host.</summary>
        public string Network { get; init; } = "default";

        /// <summary><c>--security</c>: sandbox or insecure.</summary>
        public string Security { get; init; } = "sandbox";

        /// <summary><c>--device</c>, every one.</summary>
        public IReadOnlyList<Word> Devices { get; init; } = [];

        internal override Instruction Resolve(VariableScope scope) => Command is { IsExecForm: true, Words.Count: 0 }
            ? throw scope.Error(Written.Position, "RUN [] executes nothing. Put a program into the array.")
            : this with { Mounts = [.. Mounts.Select(mount => mount.Resolve(scope))] };
    }

    /// <summary><c>CMD</c>.</summary>
    internal sealed record Cmd(InstructionSource Written, CommandLine Command) : Instruction(Written);

    /// <summary><c>ENTRYPOINT</c>.</summary>
    internal sealed record Entrypoint(InstructionSource Written, CommandLine Command) : Instruction(Written);

    /// <summary><c>SHELL</c>: what the shell form is appended to from here on.</summary>
    internal sealed record Shell(InstructionSource Written, IReadOnlyList<Word> Words) : Instruction(Written);

    /// <summary><c>HEALTHCHECK</c>.</summary>
    /// <param name="Written">How it stands in the file.</param>
    /// <param name="Command"><see langword="null"/> for <c>NONE</c>, which switches the base image's check off.</param>
    internal sealed record Healthcheck(InstructionSource Written, CommandLine? Command) : Instruction(Written)
    {
        /// <summary>Between two checks; zero, like in the three below, is the engine's default.</summary>
        public TimeSpan Interval { get; init; }

        public TimeSpan Timeout { get; init; }

        public TimeSpan StartPeriod { get; init; }

        public TimeSpan StartInterval { get; init; }

        /// <summary>Failures in a row until the container counts as unhealthy; 0 is the engine's default.</summary>
        public int Retries { get; init; }
    }

    /// <summary><c>ONBUILD</c>: an instruction for the stages and images that are built from this one.</summary>
    /// <param name="Written">How it stands in the file.</param>
    /// <param name="Keyword">The trigger's keyword in upper case.</param>
    /// <param name="Expression">The trigger as the image keeps it.</param>
    internal sealed record OnBuild(InstructionSource Written, string Keyword, string Expression) : Instruction(Written)
    {
        internal required Func<Instruction> Read { get; init; }

        /// <summary>The trigger. Builders look at it only when it fires.</summary>
        /// <exception cref="DockerfileException">The trigger is not an instruction.</exception>
        public Instruction Trigger() => Read();
    }
}
