using Nuke.Docker.Containers;
using Nuke.Docker.Contracts;
using Nuke.Docker.Git;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns.Forms;

namespace Nuke.Docker.Patterns;

/// <summary>
/// An image that is made in two: a builder image with all that compiling needs, out of which the artifacts are copied
/// into a runtime image that has nothing else.
/// </summary>
/// <example>
/// <code>
/// var pattern = BuilderPattern.From(directory)
///     .Builder("Dockerfile-builder")
///     .Artifact("/myapp/helloworld")
///     .Runtime("Dockerfile-runtime", "helloworld:v2");
/// </code>
/// </example>
public sealed record BuilderPattern : ImageDefinition
{
    BuilderPattern()
    {
    }

    /// <summary>How the builder image is built.</summary>
    /// <value>By default from <c>Dockerfile-builder</c>, tagged <c>{name}-builder</c>: the tag keeps its layers as
    /// cache.</value>
    public required ImageBuildSettings BuilderImage { get; init; }

    /// <summary>What is copied from the builder into the context of the runtime image.</summary>
    /// <value>
    /// Empty, the default: what the runtime image's Dockerfile copies and the builder has in its working directory.
    /// </value>
    public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>A directory of the disk that receives the artifacts as well.</summary>
    /// <value>An absolute path; <see langword="null"/>, the default: none.</value>
    public string? ArtifactsDirectory { get; init; }

    /// <summary>A command that is run in the builder's container, in place of its entry point, before anything is
    /// copied.</summary>
    /// <value>Program and arguments; empty, the default: the container is never started.</value>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>What the builder's container is created with.</summary>
    public BuilderContainerSettings Container { get; init; } = BuilderContainerSettings.Default;

    /// <summary>What is copied to <see cref="ReportsDirectory"/> after the command, whatever its exit code.</summary>
    public IReadOnlyList<Artifact> Reports { get; init; } = [];

    /// <summary>The directory of the disk that receives the reports; an absolute path.</summary>
    public string? ReportsDirectory { get; init; }

    /// <summary>A pattern whose two images are built from one directory.</summary>
    /// <param name="directory">The context directory; an absolute path.</param>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    public static BuilderPattern From(string directory) =>
        From(SettingsOf(directory), ImageName.FromDirectory(directory));

    /// <summary>A pattern whose two images are built from one repository.</summary>
    /// <remarks>A run needs it checked out: <see cref="ImageDefinitionExtensions.CheckOutAsync{T}"/>. NUKE's targets
    /// see to it.</remarks>
    public static BuilderPattern From(GitSource source) =>
        From(ImageBuildSettings.Default.SetContext(source), ImageName.FromAddress(source.Address));

    /// <summary>The pattern of a directory that holds a pair of Dockerfiles.</summary>
    /// <inheritdoc cref="DockerfilePair" path="/remarks"/>
    /// <exception cref="FileNotFoundException">There is no such pair; the message lists the Dockerfiles that there
    /// are.</exception>
    public static new BuilderPattern Discover(string directory) => From(directory).With(DockerfilePair.Find(directory));

    /// <inheritdoc/>
    public override BuilderPattern Named(string name) => this with
    {
        Name = name,
        BuilderImage = BuilderImage.SetTags($"{name}-builder"),
        RuntimeImage = RuntimeImage.SetTags(name),
    };

    /// <summary>Sets the Dockerfile of the builder image, and what else differs from the defaults.</summary>
    /// <param name="dockerfile">Relative to the context directory, or absolute.</param>
    /// <param name="configure">Further settings.</param>
    public BuilderPattern Builder(string dockerfile, Func<ImageBuildSettings, ImageBuildSettings>? configure = null) =>
        this with { BuilderImage = (configure ?? Same)(BuilderImage.SetDockerfile(dockerfile)) };

    /// <summary>Adds an artifact.</summary>
    /// <inheritdoc cref="Containers.Artifact" path="/param"/>
    public BuilderPattern Artifact(string source, string? destination = null) =>
        this with { Artifacts = [.. Artifacts, new Artifact(source, destination)] };

    /// <summary>Writes the artifacts to a directory of the disk as well.</summary>
    /// <param name="directory">An absolute path.</param>
    public BuilderPattern WriteArtifactsTo(string directory) => this with { ArtifactsDirectory = directory };

    /// <summary>Changes what the builder's container is created with.</summary>
    public BuilderPattern ConfigureContainer(Func<BuilderContainerSettings, BuilderContainerSettings> configure) =>
        this with { Container = configure(Container) };

    /// <summary>Runs a command in the builder's container, in place of its entry point.</summary>
    /// <param name="command">Program and arguments. There is no shell unless the program is one.</param>
    public BuilderPattern Run(params IReadOnlyList<string> command) => this with { Command = command };

    /// <summary>Copies reports out of the container after the command, whatever its exit code.</summary>
    /// <param name="source">See <see cref="Containers.Artifact"/>.</param>
    /// <param name="directory">The directory of the disk that receives them; an absolute path.</param>
    public BuilderPattern Report(string source, string directory) =>
        this with { Reports = [.. Reports, new Artifact(source)], ReportsDirectory = directory };

    /// <summary>Sets Dockerfile and names of the runtime image, and what else differs from the defaults.</summary>
    /// <param name="dockerfile">Relative to the context directory, or absolute.</param>
    /// <param name="tags">The names of the image; none keeps those it has.</param>
    /// <exception cref="FormatException">A tag is not an image reference.</exception>
    public BuilderPattern Runtime(string dockerfile, params IReadOnlyList<string> tags) =>
        this with
        {
            RuntimeImage = (tags.Count == 0 ? RuntimeImage : RuntimeImage.SetTags(tags)).SetDockerfile(dockerfile)
        };

    /// <summary>Changes the settings of the runtime image.</summary>
    public BuilderPattern Runtime(Func<ImageBuildSettings, ImageBuildSettings> configure) =>
        this with { RuntimeImage = configure(RuntimeImage) };

    /// <inheritdoc/>
    public override BuilderPattern DependsOn(params IEnumerable<string> names) =>
        this with { Dependencies = [.. Dependencies, .. names] };

    /// <summary>The same image in one Dockerfile: the stages of the builder, then those of the runtime image.</summary>
    /// <remarks>What the runtime image copies of the artifacts is copied with <c>COPY --from</c>.</remarks>
    /// <exception cref="ImageConversionException">It cannot be told in one; the message says which line is the reason,
    /// and why.</exception>
    /// <exception cref="Dockerfiles.DockerfileException">No builder would accept one of the Dockerfiles.</exception>
    public MultiStage AsMultiStage() => PatternAsMultiStage.Convert(this);

    internal BuilderPattern With(DockerfilePair pair) =>
        Builder(pair.Builder) with { RuntimeImage = RuntimeImage.SetDockerfile(pair.Runtime) };

    /// <inheritdoc/>
    public override BuilderPattern Should(Func<ImageContract, ImageContract> expect) =>
        this with { Contract = expect(Contract) };

    internal override void Validate()
    {
        List<string> violations = [.. Artifacts.Concat(Reports).SelectMany(artifact => artifact.Violations())];
        violations.AddRange(CommonViolations());
        if (Reports.Count > 0 && Command.Count == 0)
            violations.Add("reports are set, but no command writes them. Call Run.");
        if (ArtifactsDirectory is not null && !Path.IsPathFullyQualified(ArtifactsDirectory))
            violations.Add($"the directory of the artifacts, '{ArtifactsDirectory}', is not an absolute path.");
        if (ReportsDirectory is not null && !Path.IsPathFullyQualified(ReportsDirectory))
            violations.Add($"the directory of the reports, '{ReportsDirectory}', is not an absolute path.");
        if (BuilderImage.Tags.Count == 0)
            violations.Add(
                "the builder image has no tag. Without one its layers are no cache for the next build: give it one.");
        violations.AddRange(BuilderImage.Violations().Select(violation => $"builder image: {violation}"));
        violations.AddRange(RuntimeImage.Violations().Select(violation => $"runtime image: {violation}"));
        SettingsViolations.Throw($"Image '{Name}' cannot be built", violations);
    }

    private protected override IEnumerable<ImageBuildSettings> Settings => [BuilderImage, RuntimeImage];

    static BuilderPattern From(ImageBuildSettings settings, string name) => new()
    {
        Name = name,
        BuilderImage = settings.SetDockerfile("Dockerfile-builder").SetTags($"{name}-builder"),
        RuntimeImage = settings.SetDockerfile("Dockerfile-runtime").SetTags(name),
    };

    static ImageBuildSettings Same(ImageBuildSettings settings) => settings;
}
