using Nuke.Docker.Containers;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Images;
using ContainerPath = Nuke.Docker.Containers.ContainerPath;

namespace Nuke.Docker.Patterns.Forms;

/// <summary>Takes one stage out of a Dockerfile, as the builder of a pattern.</summary>
/// <remarks>
/// The builder image is that stage. The runtime image has the other stages that it needs; what it copied from the stage
/// it now copies from its context, where the artifacts are.
/// </remarks>
sealed class MultiStageAsPattern
{
    /// <summary>Where the artifacts are in the context of the runtime image.</summary>
    const string ArtifactsDirectory = ".artifacts";

    readonly MultiStage _image;
    readonly Conversion _conversion;
    readonly FormFile _file;
    readonly Stage _builder;
    readonly List<Stage> _kept;
    readonly List<Artifact> _artifacts = [];

    MultiStageAsPattern(MultiStage image, string? stage)
    {
        _image = image;
        _conversion = new Conversion(image.Name, "a builder pattern");
        _file = FormFile.Read(image.RuntimeImage, _conversion);
        _builder = BuilderStage(stage ?? image.BuilderStage);
        _kept = Kept();
    }

    /// <exception cref="ArgumentException">There is no such stage.</exception>
    /// <exception cref="ImageConversionException">There is something that a builder pattern has not.</exception>
    public static BuilderPattern Convert(MultiStage image, string? stage)
    {
        image.Validate();
        return new MultiStageAsPattern(image, stage).Convert();
    }

    BuilderPattern Convert()
    {
        if (_image.Artifacts.Count > 0)
            throw _conversion.Because("it has artifacts of its own, which are not for the image.");
        CheckRequiredStages();
        var text = Compose();
        var file = StageFile.Read(_image.RuntimeImage);
        var builder = file.Find($"{_builder.Index}");
        return BuilderPattern.From(_image.RuntimeImage.ContextDirectory!) with
        {
            Name = _image.Name,
            Dependencies = _image.Dependencies,
            Contract = _image.Contract,
            BuilderImage = _image.ConfigureBuilder(file.Targeting(builder)
                .SetTags(ImageName.OfStage(_image.Name, builder.Name))
                .WithCachesOfStage(ImageName.OfStageAlone(builder.Name))),
            RuntimeImage = _image.RuntimeImage.SetTarget(null)
                .SetContext(context =>
                    context with
                    {
                        DockerfilePath = _file.IgnoreFile is null ? null : _file.Path,
                        DockerfileText = text
                    }),
            Artifacts = _artifacts,
        };
    }

    Stage BuilderStage(string? stage)
    {
        if (stage is not null)
        {
            var named = _file.File.Stages[StageFile.Read(_image.RuntimeImage).Find(stage).Index];
            return named.Index < _file.Target.Index
                ? named
                : throw _conversion.At(
                    _file, named.Lines.Start, $"stage {named} is not above stage {_file.Target}, which is shipped.");
        }
        var origins = CopiesOf(_file.Target).Select(copy => copy.From).Distinct().ToList();
        return origins switch
        {
            [var only] => only,
            [] => throw _conversion.At(
                _file, _file.Target.Lines.Start,
                $"stage {_file.Target}, which is shipped, copies from no other stage."),
            _ => throw _conversion.At(
                _file, _file.Target.Lines.Start,
                $"stage {_file.Target}, which is shipped, copies from the stages {string.Join(", ", origins)}. "
                + "Say which is the builder: .Builder(\"…\")."),
        };
    }

    List<Stage> Kept()
    {
        var kept = new SortedSet<int>();
        Add(_file.Target);
        return [.. kept.Select(index => _file.File.Stages[index])];

        void Add(Stage stage)
        {
            if (stage == _builder || !kept.Add(stage.Index))
                return;
            foreach (var source in _file.Resolved.Stages[stage.Index].Sources.OfType<ImageSource.OfStage>())
                Add(source.Stage);
        }
    }

    void CheckRequiredStages()
    {
        var file = StageFile.Read(_image.RuntimeImage);
        var built = file.NeededBy(file.Find($"{_builder.Index}")).Concat(_kept.Select(stage => stage.Index))
            .ToHashSet();
        foreach (var stage in _image.RequiredStages.Select(file.Find).Where(stage => !built.Contains(stage.Index)))
            throw _conversion.At(
                _file, _file.File.Stages[stage.Index].Lines.Start,
                $"stage '{stage.Name}' has to succeed, and neither builder nor runtime image depends on it.");
    }

    string Compose()
    {
        var lines = _file.Lines;
        foreach (var stage in _kept)
        {
            if (_file.Resolved.Stages[stage.Index].BaseStage?.Stage == _builder)
                throw _conversion.At(
                    _file, stage.Lines.Start,
                    $"stage {stage} continues the builder {_builder}, so that it has all of it. Only what is copied "
                    + "can be told apart.");
            foreach (var (written, resolved) in _file.InstructionsOf(stage))
                lines = Rewrite(lines, stage, written, resolved);
        }
        return string.Join('\n',
        [
            .. _file.Directives,
            .. _file.GlobalArguments,
            .. _kept.Select(stage => lines.Part(stage.Lines)),
            "",
        ]);
    }

    DockerfileLines Rewrite(DockerfileLines lines, Stage stage, Instruction written, Instruction resolved)
    {
        switch (written)
        {
            case Instruction.Copy { Origin: not null } copy:
                if (CopiesOf(stage).FirstOrDefault(other => other.Copy == copy).From is not { } from)
                    return lines;
                return lines.Replace(copy, from == _builder
                    ? FromContext(copy, (Instruction.Copy)resolved)
                    : CopyText.Write(
                        copy, from.Name ?? $"{_kept.IndexOf(from)}", copy.Sources.Select(source => source.Text)));
            case Instruction.FileTransfer:
                CheckContextSources((Instruction.FileTransfer)resolved);
                return lines;
            case Instruction.Run run
                when run.Mounts.Any(mount => mount.From is { } from && _file.File.FindStageByName(from) == _builder):
                throw Error(run, $"the mount shows the builder {_builder}. COPY what it needs.");
            default:
                return lines;
        }
    }

    string FromContext(Instruction.Copy written, Instruction.Copy resolved)
    {
        if (written.Written.Flags.FirstOrDefault(flag => flag.Name is "parents" or "exclude") is { } flag)
            throw Error(
                written, $"--{flag.Name} depends on where the sources are, which are elsewhere in the context.");
        return CopyText.Write(
            written, origin: null, resolved.Sources.Select(source => AddArtifact(written, source.Text)));
    }

    /// <returns>Where the artifact is in the context.</returns>
    string AddArtifact(Instruction.Copy copy, string source)
    {
        var path = ContainerPath.Combine("/", source);
        if (path == "/")
            throw Error(copy, "all files of the builder are copied. Name a directory.");
        if (source.Split('/').Contains("..") || !CopyText.IsLiteral(path))
            throw Error(copy, $"'{source}' has parts that a path in the context cannot have.");
        var segments = ContainerPath.Segments(path).ToArray();
        var fixedSegments = segments.TakeWhile(segment => !new Artifact(segment).IsPattern).Count();
        var directory = $"{ArtifactsDirectory}/{_artifacts.Count}";
        // The matches of an artifact's pattern lose the directories between the first wildcard and the last; COPY needs
        // them.
        _artifacts.Add(fixedSegments == segments.Length
            ? new Artifact(path, $"{directory}/{segments[^1]}")
            : new Artifact("/" + string.Join('/', segments[..(fixedSegments + 1)]), directory));
        return $"{directory}/{string.Join('/', fixedSegments == segments.Length ? segments[^1..] : segments[fixedSegments..])}";
    }

    void CheckContextSources(Instruction.FileTransfer transfer)
    {
        foreach (var source in transfer.Sources.Where(
            source => transfer is Instruction.Copy || !RemoteSource.Is(source.Text)))
            if (ContainerPath.Segments(source.Text).FirstOrDefault() is not { } first
                || BuilderFiles.Matches(first, ArtifactsDirectory))
                throw Error(
                    transfer,
                    $"'{source}' is all of the context, and the artifacts of the builder come into it. Name what is "
                    + "copied.");
    }

    /// <summary>What a stage copies from other stages.</summary>
    IEnumerable<(Instruction.Copy Copy, Stage From)> CopiesOf(Stage stage) =>
        stage.Instructions.OfType<Instruction.Copy>()
        .Where(copy => copy.Origin is not null)
        .Select(copy => (copy, StageOf(copy.Origin!.Text)!))
        .Where(pair => pair.Item2 is not null);

    // A number is a position, never a name.
    Stage? StageOf(string origin) =>
        int.TryParse(origin, out var index) ? _file.File.Stages[index] : _file.File.FindStageByName(origin);

    ImageConversionException Error(Instruction instruction, string problem) =>
        _conversion.At(_file, instruction.Lines.Start, problem);
}
