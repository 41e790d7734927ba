using Nuke.Docker.Containers;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Images;

namespace Nuke.Docker.Patterns.Forms;

/// <summary>Writes the two Dockerfiles of a builder pattern as one.</summary>
/// <remarks>
/// The stages of the builder come first, those of the runtime image follow. What was an artifact in the context of the
/// runtime image is copied with <c>--from</c>; everything else stays as it is written.
/// </remarks>
sealed class PatternAsMultiStage
{
    readonly BuilderPattern _pattern;
    readonly Conversion _conversion;
    readonly FormFile _builder;
    readonly FormFile _runtime;
    readonly BuilderFiles _files;
    readonly string _stage;

    PatternAsMultiStage(BuilderPattern pattern)
    {
        _pattern = pattern;
        _conversion = new Conversion(pattern.Name, "a multi-stage image");
        _builder = FormFile.Read(pattern.BuilderImage, _conversion);
        _runtime = FormFile.Read(pattern.RuntimeImage, _conversion);
        _files = new BuilderFiles(pattern, _builder, _conversion);
        _stage = StageNames.OfBuilder(_builder, _runtime, _conversion);
    }

    /// <exception cref="ImageConversionException">There is something that a multi-stage image has not.</exception>
    public static MultiStage Convert(BuilderPattern pattern)
    {
        pattern.Validate();
        return new PatternAsMultiStage(pattern).Convert();
    }

    MultiStage Convert()
    {
        if (_builder.File.Directives.Escape != _runtime.File.Directives.Escape)
            throw _conversion.At(_runtime, 1, "the two Dockerfiles have different escape characters.");
        Declarations.CheckTogether(_builder, _runtime, _conversion);
        var settings = FormSettings.Merge(_pattern, _builder, _runtime, _conversion);
        var text = Compose();
        return MultiStage.From(settings.ContextDirectory!) with
        {
            Name = _pattern.Name,
            Dependencies = _pattern.Dependencies,
            Contract = _pattern.Contract,
            RuntimeImage = settings.SetContext(
                context => context with { DockerfilePath = null, DockerfileText = text }),
            BuilderStage = _stage,
            Artifacts = _pattern.ArtifactsDirectory is null ? [] : DeclaredArtifacts(),
            ArtifactsDirectory = _pattern.ArtifactsDirectory,
            ConfigureBuilder = builder =>
                builder with { Tags = _pattern.BuilderImage.Tags, Labels = _pattern.BuilderImage.Labels },
        };
    }

    IReadOnlyList<Artifact> DeclaredArtifacts() => _pattern.Artifacts.Count > 0
        ? _pattern.Artifacts
        : throw _conversion.Because(
            "artifacts are written to a directory, and none is declared. Declare them: "
            + ".Artifact(\"/path/in/the/builder\").");

    string Compose() => string.Join('\n',
    [
        .. _builder.Directives,
        .. _builder.GlobalArguments,
        .. _runtime.GlobalArguments,
        Part(_builder, _builder.Target.Name is null ? _builder.Lines.Name(_builder.Target, _stage) : _builder.Lines),
        .. Command(),
        "",
        Part(_runtime, RuntimeLines()),
        "",
    ]);

    static string Part(FormFile file, DockerfileLines lines) =>
        lines.Part(new SourceLines(file.File.Stages[0].Lines.Start, file.Target.Lines.End));

    IEnumerable<string> Command()
    {
        if (_pattern.Command.Count == 0)
            return [];
        if (_pattern.Reports.Count > 0)
            throw _conversion.Because(
                "reports are kept whatever the exit code of the builder's command, and nothing is left of a stage "
                + "that has failed.");
        var container = _pattern.Container;
        return container is { Environment.Count: 0, User: null, WorkingDirectory: null, Mounts: [] }
            && container is { MemoryBytes: null, Network: null }
            ? [$"RUN {ExecForm.Write(_pattern.Command)}"]
            : throw _conversion.Because("the container of the builder's command is configured, and a RUN cannot be.");
    }

    DockerfileLines RuntimeLines()
    {
        var lines = _runtime.Lines;
        foreach (var (written, resolved) in _runtime.Stages.SelectMany(_runtime.InstructionsOf))
        {
            switch (written)
            {
                case Instruction.Copy { Origin: { } origin } copy when int.TryParse(origin.Text, out var index):
                    var shifted = $"{index + _builder.Target.Index + 1}";
                    lines = lines.Replace(
                        copy, CopyText.Write(copy, shifted, copy.Sources.Select(source => source.Text)));
                    break;
                case Instruction.Copy { Origin: not null }:
                    break;
                case Instruction.FileTransfer transfer:
                    lines = Rewrite(lines, transfer, (Instruction.FileTransfer)resolved);
                    break;
                case Instruction.Run run when run.Mounts.Any(mount => mount is { Type: "bind", From: null or "" }):
                    throw Error(
                        run,
                        "the mount shows the context, and in a multi-stage build that has no artifacts. COPY what it "
                        + "needs.");
            }
        }
        return lines;
    }

    DockerfileLines Rewrite(DockerfileLines lines, Instruction.FileTransfer written, Instruction.FileTransfer resolved)
    {
        var sources = written.Sources.Zip(resolved.Sources)
            .Select(pair => (Written: pair.First.Text, Builder: PathInBuilder(written, pair.Second.Text))).ToList();
        var fromBuilder =
            sources.Where(source => source.Builder is not null).Select(source => source.Builder!).ToList();
        if (fromBuilder.Count == 0)
            return lines;
        if (written is Instruction.Add)
            throw Error(
                written,
                $"ADD takes the artifact '{fromBuilder[0]}' of the builder, and there is no ADD --from. Write COPY.");
        if (written.Written.Flags.FirstOrDefault(flag => flag.Name is "parents" or "exclude") is { } flag)
            throw Error(
                written, $"--{flag.Name} depends on where the sources are, which are elsewhere in the builder.");
        if (written.InlineFiles.Count > 0)
            throw Error(written, "the COPY takes artifacts and a here-document. Write two.");
        List<string> copies = [CopyText.Write(written, _stage, fromBuilder, isOwnedByRoot: true)];
        if (sources.Where(source => source.Builder is null).Select(source => source.Written)
            .ToList() is { Count: > 0 } rest)
            copies.Add(CopyText.Write(written, origin: null, rest));
        return lines.Replace(written, string.Join('\n', copies));
    }

    string? PathInBuilder(Instruction.FileTransfer transfer, string source) =>
        transfer is Instruction.Add && RemoteSource.Is(source)
            ? null
            : _files.Find(source, problem => Error(transfer, problem));

    ImageConversionException Error(Instruction instruction, string problem) =>
        _conversion.At(_runtime, instruction.Lines.Start, problem);
}
