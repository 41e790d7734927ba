using Nuke.Docker.Dockerfiles.Substitution;

namespace Nuke.Docker.Dockerfiles;

/// <summary>A Dockerfile together with the build arguments it is built with.</summary>
sealed class ResolvedDockerfile
{
    internal ResolvedDockerfile(
        Dockerfile source, IReadOnlyList<ResolvedStage> stages, ResolvedStage target, VariableScope arguments)
    {
        Source = source;
        Stages = stages;
        Target = target;
        Arguments = arguments.Values;
    }

    public Dockerfile Source { get; }

    /// <summary>All stages, in the order of the file.</summary>
    public IReadOnlyList<ResolvedStage> Stages { get; }

    /// <summary>The stage that is built.</summary>
    public ResolvedStage Target { get; }

    /// <summary>The variables that <c>FROM</c> sees, the automatic ones included.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; }

    /// <summary>The stages that building <see cref="Target"/> takes, itself included, in the order of the
    /// file.</summary>
    /// <exception cref="DockerfileException">One of them reads a stage that does not exist or begins later.</exception>
    public IReadOnlyList<ResolvedStage> NeededStages()
    {
        var needed = new SortedSet<int>();
        Add(Target);
        return [.. needed.Select(index => Stages[index])];

        void Add(ResolvedStage stage)
        {
            if (!needed.Add(stage.Stage.Index))
                return;
            foreach (var source in stage.Sources.OfType<ImageSource.OfStage>())
                Add(Stages[source.Stage.Index]);
        }
    }

    /// <summary>Images from outside that building <see cref="Target"/> takes, each once, in the order of their
    /// use.</summary>
    /// <exception cref="DockerfileException">As <see cref="NeededStages"/>.</exception>
    public IReadOnlyList<string> NeededImages() =>
        [.. NeededStages().SelectMany(stage => stage.Sources).OfType<ImageSource.Image>().Select(image => image.Name)
            .Distinct()];

    /// <summary>What building <see cref="Target"/> copies from the build context.</summary>
    /// <exception cref="DockerfileException">As <see cref="NeededStages"/>.</exception>
    public IReadOnlyList<Word> ContextSources() => [.. NeededStages().SelectMany(stage => stage.ContextSources)];
}
