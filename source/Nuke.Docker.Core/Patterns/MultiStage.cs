using Nuke.Docker.Containers;
using Nuke.Docker.Contracts;
using Nuke.Docker.Git;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns.Forms;

namespace Nuke.Docker.Patterns;

/// <summary>
/// An image of one Dockerfile: of its last stage, or of the one that is named. Stages before it compile and test; what
/// the image needs of them is copied with <c>COPY --from</c>. A Dockerfile with a single <c>FROM</c> will do.
/// </summary>
/// <example>
/// <code>
/// var image = MultiStage.From(directory)
///     .Dockerfile("Dockerfile", _ => _.SetBuildArgument("VERSION", "1.4.0"))
///     .Require("test")
///     .Target("final")
///     .Tags("acme/shop:1.4.0");
/// </code>
/// </example>
public sealed record MultiStage : ImageDefinition
{
    MultiStage()
    {
    }

    /// <summary>Stages that have to succeed before the image gets a tag, whether it depends on them or not.</summary>
    /// <value>Names or positions, from 0; empty by default.</value>
    public IReadOnlyList<string> RequiredStages { get; init; } = [];

    /// <summary>The stage that artifacts are copied out of, and whose size the summary compares the image's
    /// with.</summary>
    /// <value>A name or a position, from 0; <see langword="null"/>, the default: none.</value>
    public string? BuilderStage { get; init; }

    /// <summary>What is copied out of <see cref="BuilderStage"/> to <see cref="ArtifactsDirectory"/>.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>The directory of the disk that receives the artifacts; an absolute path.</summary>
    public string? ArtifactsDirectory { get; init; }

    /// <summary>What is changed about the settings of <see cref="BuilderStage"/> alone. Applied last.</summary>
    internal Func<ImageBuildSettings, ImageBuildSettings> ConfigureBuilder { get; init; } = settings => settings;

    /// <summary>The image of a directory's <c>Dockerfile</c>.</summary>
    /// <param name="directory">The context directory; an absolute path.</param>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    public static MultiStage From(string directory)
    {
        var settings = SettingsOf(directory);
        var name = ImageName.FromDirectory(directory);
        return new MultiStage { Name = name, RuntimeImage = settings.SetTags(name) };
    }

    /// <summary>The image of a repository's <c>Dockerfile</c>.</summary>
    /// <inheritdoc cref="BuilderPattern.From(GitSource)" path="/remarks"/>
    public static MultiStage From(GitSource source)
    {
        var name = ImageName.FromAddress(source.Address);
        return new MultiStage
        {
            Name = name,
            RuntimeImage = ImageBuildSettings.Default.SetContext(source).SetTags(name)
        };
    }

    /// <inheritdoc/>
    public override MultiStage Named(string name) => this with
    {
        Name = name,
        RuntimeImage = RuntimeImage.SetTags(name),
        ConfigureBuilder = settings => ConfigureBuilder(settings).SetTags(settings.Tags),
    };

    /// <inheritdoc/>
    public override MultiStage DependsOn(params IEnumerable<string> names) =>
        this with { Dependencies = [.. Dependencies, .. names] };

    /// <summary>Sets the Dockerfile, and what else differs from the defaults.</summary>
    /// <param name="dockerfile">Relative to the context directory, or absolute.</param>
    /// <param name="configure">Further settings; they count for every stage.</param>
    public MultiStage Dockerfile(string dockerfile, Func<ImageBuildSettings, ImageBuildSettings>? configure = null) =>
        (this with { RuntimeImage = RuntimeImage.SetDockerfile(dockerfile) }).Runtime(
            configure ?? (settings => settings));

    /// <summary>Changes the settings of the image; they count for every stage.</summary>
    public MultiStage Runtime(Func<ImageBuildSettings, ImageBuildSettings> configure) =>
        this with { RuntimeImage = configure(RuntimeImage) };

    /// <summary>Sets the stage that is shipped.</summary>
    /// <param name="stage">A name or a position, from 0; by default it is the last stage.</param>
    public MultiStage Target(string stage) => this with { RuntimeImage = RuntimeImage.SetTarget(stage) };

    /// <summary>Sets the names of the image.</summary>
    /// <exception cref="FormatException">A tag is not an image reference.</exception>
    public MultiStage Tags(params IReadOnlyList<string> tags) =>
        this with { RuntimeImage = RuntimeImage.SetTags(tags) };

    /// <summary>States that stages, such as tests, have to succeed: if one fails, the image gets no tag.</summary>
    /// <remarks>
    /// A stage that the image depends on is built with it. Another one is built before, as not every builder builds it
    /// otherwise, and gets the tag <c>{name}-{stage}</c>, which keeps its layers as cache. Without cache
    /// (<see cref="ImageBuildSettings.NoCache"/>) each step runs once all the same: the image takes what was built anew
    /// for these stages. Only podman, and a builder that is not the engine, build it again.
    /// </remarks>
    /// <param name="stages">Names or positions, from 0.</param>
    public MultiStage Require(params IEnumerable<string> stages) =>
        this with { RequiredStages = [.. RequiredStages, .. stages] };

    /// <summary>Sets the stage that artifacts are copied out of.</summary>
    /// <remarks>It gets the tag <c>{name}-{stage}</c>, which keeps its layers as cache.</remarks>
    /// <param name="stage">A name or a position, from 0.</param>
    public MultiStage Builder(string stage) => this with { BuilderStage = stage };

    /// <summary>Adds an artifact of the builder's stage.</summary>
    /// <inheritdoc cref="Containers.Artifact" path="/param"/>
    public MultiStage Artifact(string source, string? destination = null) =>
        this with { Artifacts = [.. Artifacts, new Artifact(source, destination)] };

    /// <summary>Sets the directory that receives the artifacts. It is no part of the context.</summary>
    /// <param name="directory">An absolute path.</param>
    public MultiStage WriteArtifactsTo(string directory) => this with { ArtifactsDirectory = directory };

    /// <inheritdoc/>
    public override MultiStage Should(Func<ImageContract, ImageContract> expect) =>
        this with { Contract = expect(Contract) };

    /// <summary>The same image as a builder pattern: one stage is the builder image, the runtime image is made of the
    /// others.</summary>
    /// <remarks>
    /// What was copied with <c>COPY --from</c> that stage are the artifacts. Without <c>--chown</c> they belong to
    /// root, as with BuildKit; the classic builder would have kept the owner that they have in the stage.
    /// </remarks>
    /// <param name="stage">
    /// A name or a position, from 0; by default that of <see cref="Builder"/>, or the only one that is copied from.
    /// </param>
    /// <exception cref="ArgumentException">There is no such stage; the message lists those that exist.</exception>
    /// <exception cref="ImageConversionException">It cannot be told apart; the message says which line is the reason,
    /// and why.</exception>
    /// <exception cref="Dockerfiles.DockerfileException">No builder would accept the Dockerfile.</exception>
    public BuilderPattern AsBuilderPattern(string? stage = null) => MultiStageAsPattern.Convert(this, stage);

    internal override void Validate()
    {
        List<string> violations = [.. CommonViolations(), .. Artifacts.SelectMany(artifact => artifact.Violations())];
        if (Artifacts.Count > 0 && BuilderStage is null)
            violations.Add("artifacts are declared, but no stage to copy them out of. Call Builder.");
        if (Artifacts.Count > 0 && ArtifactsDirectory is null)
            violations.Add("artifacts are declared, but no directory for them. Call WriteArtifactsTo.");
        if (Artifacts.Count == 0 && ArtifactsDirectory is not null)
            violations.Add("a directory for artifacts is set, but no artifact is declared. Call Artifact.");
        if (ArtifactsDirectory is not null && !Path.IsPathFullyQualified(ArtifactsDirectory))
            violations.Add($"the directory of the artifacts, '{ArtifactsDirectory}', is not an absolute path.");
        violations.AddRange(RuntimeImage.Violations());
        SettingsViolations.Throw($"Image '{Name}' cannot be built", violations);
    }
}
