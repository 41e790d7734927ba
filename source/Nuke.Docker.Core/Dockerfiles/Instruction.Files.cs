using Nuke.Docker.Dockerfiles.Substitution;

namespace Nuke.Docker.Dockerfiles;

abstract partial record Instruction
{
    /// <summary>What <c>COPY</c> and <c>ADD</c> have in common.</summary>
    internal abstract record FileTransfer(InstructionSource Written) : Instruction(Written)
    {
        /// <summary>Files, directories, patterns and, with <c>ADD</c>, addresses. Here-documents are not among
        /// them.</summary>
        public required IReadOnlyList<Word> Sources { get; init; }

        /// <summary>Files that stand in the Dockerfile itself.</summary>
        public required IReadOnlyList<Heredoc> InlineFiles { get; init; }

        public required Word Destination { get; init; }

        /// <summary><c>--chown</c>, as <c>user:group</c>.</summary>
        public Word? Owner { get; init; }

        /// <summary><c>--chmod</c>, octal or symbolic.</summary>
        public Word? Mode { get; init; }

        /// <summary><c>--link</c>: a layer of its own, whatever lies below.</summary>
        public bool IsLinked { get; init; }

        /// <summary><c>--exclude</c>, every one. Builders take them literally, without variables.</summary>
        public IReadOnlyList<Word> Excludes { get; init; } = [];

        internal override Instruction Resolve(VariableScope scope) => this with
        {
            Sources = [.. Sources.Select(scope.Expand)],
            Destination = scope.Expand(Destination),
            Owner = scope.ExpandOptional(Owner),
            Mode = scope.ExpandOptional(Mode),
            InlineFiles = [.. InlineFiles.Select(scope.Expand)],
        };
    }

    /// <summary><c>COPY</c>.</summary>
    internal sealed record Copy(InstructionSource Written) : FileTransfer(Written)
    {
        /// <summary><c>--from</c>: a stage's name or index, or an image; <see langword="null"/> for the build
        /// context.</summary>
        public Word? Origin { get; init; }

        /// <summary><c>--parents</c>: the sources keep their directories.</summary>
        public bool KeepsParents { get; init; }
    }

    /// <summary><c>ADD</c>: also unpacks archives and downloads.</summary>
    internal sealed record Add(InstructionSource Written) : FileTransfer(Written)
    {
        /// <summary><c>--checksum</c> of the one download.</summary>
        public Word? Checksum { get; init; }

        /// <summary><c>--keep-git-dir</c>; <see langword="null"/> leaves it to the builder.</summary>
        public bool? KeepsGitDirectory { get; init; }

        /// <summary><c>--unpack</c>; <see langword="null"/> unpacks local archives and leaves downloads
        /// alone.</summary>
        public bool? Unpacks { get; init; }

        internal override Instruction Resolve(VariableScope scope) =>
            (Add)base.Resolve(scope) with { Checksum = scope.ExpandOptional(Checksum) };
    }
}
