namespace Nuke.Docker.Dockerfiles;

/// <summary>A stage with the values of its variables, as far as the file and the inputs tell them.</summary>
/// <remarks>
/// Every property below <see cref="Platform"/> resolves the stage at its first use and throws
/// <see cref="DockerfileException"/> at the line that cannot be resolved.
/// </remarks>
sealed class ResolvedStage
{
    readonly Lazy<StageWalk> _walk;

    internal ResolvedStage(
        Dockerfile file,
        Stage stage,
        ImageSource baseSource,
        ResolvedStage? baseStage,
        string? platform,
        ResolveContext context)
    {
        File = file;
        Stage = stage;
        Base = baseSource;
        BaseStage = baseStage;
        Platform = platform;
        _walk = new(() => new StageWalk(this, context));
    }

    public Dockerfile File { get; }

    public Stage Stage { get; }

    public ImageSource Base { get; }

    /// <summary>The stage this one continues, if <see cref="Base"/> is one.</summary>
    public ResolvedStage? BaseStage { get; }

    /// <summary>As given in <c>FROM</c> here or in the base stage.</summary>
    public string? Platform { get; }

    /// <summary>Variables replaced. Triggers that the base stage left with <c>ONBUILD</c> come first.</summary>
    public IReadOnlyList<Instruction> Instructions => _walk.Value.Instructions;

    /// <summary>What <c>ENV</c> set here and in the stages below, on top of what is known of the base image.</summary>
    public IReadOnlyDictionary<string, string> Environment => _walk.Value.Environment;

    /// <summary>What <c>LABEL</c> set here and in the stages below.</summary>
    public IReadOnlyDictionary<string, string> Labels => _walk.Value.Labels;

    /// <summary>At the end of the stage; <see langword="null"/> if only the base image knows.</summary>
    public string? WorkingDirectory => _walk.Value.WorkingDirectory;

    /// <summary>At the end of the stage; <see langword="null"/> if only the base image knows.</summary>
    public string? User => _walk.Value.User;

    /// <summary>Variables that were used without a known value. Below an image from outside they may be set by that
    /// image.</summary>
    public IReadOnlyList<Word> UnknownVariables => _walk.Value.Scope.Unset;

    /// <summary>What <c>COPY</c> and <c>ADD</c> take from the build context: paths and patterns, no downloads, no
    /// here-documents.</summary>
    public IReadOnlyList<Word> ContextSources => _walk.Value.ContextSources;

    /// <summary>The base, and what <c>COPY --from</c> and <c>--mount=from=</c> read, each once.</summary>
    /// <exception cref="DockerfileException">One of them is a stage that does not exist or begins later.</exception>
    public IReadOnlyList<ImageSource> Sources => [.. StageSources.Of(this).Distinct()];

    internal StageWalk Walk => _walk.Value;
}
