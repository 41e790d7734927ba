using Nuke.Docker.Contexts;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Sources;
using Dockerfile = Nuke.Docker.Dockerfiles.Dockerfile;

namespace Nuke.Docker.Patterns;

/// <summary>The stages of an image's Dockerfile, by name or position.</summary>
sealed class StageFile
{
    readonly DockerfileSource _source;
    readonly Dockerfile? _dockerfile;

    StageFile(ImageBuildSettings settings, DockerfileSource source) =>
        (Settings, _source, _dockerfile) = (settings, source, source.IsForeign ? null : source.Parse());

    /// <summary>The settings that build the last stage.</summary>
    public ImageBuildSettings Settings { get; }

    /// <exception cref="DockerfileException">No builder would accept the file.</exception>
    public static StageFile Read(ImageBuildSettings settings) => new(settings, DockerfileSource.Read(settings));

    /// <summary>A stage.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those that exist.</exception>
    public NamedStage Find(string stage)
    {
        if (_dockerfile is null)
            return new NamedStage(stage, Index: -1);
        var names = _dockerfile.Stages.Select(other => other.Name ?? $"{other.Index}");
        var found = _dockerfile.FindStage(stage) ?? throw new ArgumentException(
            $"{_source.Name} has no stage '{stage}'. Its stages are {string.Join(", ", names)}.");
        return new NamedStage(NameOf(found.Index), found.Index);
    }

    /// <summary>The positions of the stages that building one of them takes, itself included.</summary>
    /// <param name="target"><see langword="null"/>: the last stage.</param>
    /// <returns>None if the file is in a language that only its own frontend reads.</returns>
    /// <exception cref="DockerfileException">One of them cannot be resolved.</exception>
    public IReadOnlySet<int> NeededBy(NamedStage? target)
    {
        if (_dockerfile is null)
            return new HashSet<int>();
        var resolved =
            _dockerfile.Resolve(DockerfileSource.InputsOf(Settings), _dockerfile.Stages[target?.Index ?? ^1]);
        return resolved.NeededStages().Select(stage => stage.Stage.Index).ToHashSet();
    }

    /// <summary>What stages are called in the text that is sent, where each has a name.</summary>
    public IReadOnlyList<string> NamesOf(IReadOnlySet<int> stages) => [.. stages.Select(index => NameOf(index))];

    /// <summary>The same file with a name for each stage: builders know stages by name only.</summary>
    public StageFile WithNames()
    {
        if (_dockerfile is null)
            return this;
        var lines = DockerfileLines.Of(_source.Text);
        foreach (var stage in _dockerfile.Stages.Where(stage => stage.Name is null))
            lines = lines.Name(stage, NameOf(stage.Index));
        return Read(Sending($"{lines}"));
    }

    /// <summary>The settings that build a stage. A stage without a name gets one: builders know targets by name
    /// only.</summary>
    public ImageBuildSettings Targeting(NamedStage stage)
    {
        var settings = _dockerfile?.Stages[stage.Index] is { Name: null } unnamed
            ? Sending($"{DockerfileLines.Of(_source.Text).Name(unnamed, stage.Name)}")
            : Settings;
        return settings.SetTarget(stage.Name);
    }

    ImageBuildSettings Sending(string text) =>
        Settings.SetContext(context => context.SetDockerfilePath(_source.Path).SetDockerfileText(text));

    string NameOf(int index) => _dockerfile!.Stages[index].Name ?? $"stage-{index}";
}

/// <summary>A stage that exists.</summary>
/// <param name="Name">Its name, or the one that it gets.</param>
/// <param name="Index">From 0; -1 if only the file's own frontend knows.</param>
sealed record NamedStage(string Name, int Index);
