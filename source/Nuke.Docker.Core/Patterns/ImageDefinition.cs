using Nuke.Docker.Contracts;
using Nuke.Docker.Git;
using Nuke.Docker.Images;

namespace Nuke.Docker.Patterns;

/// <summary>An image that a build declares: a closed family of <see cref="BuilderPattern"/> and
/// <see cref="MultiStage"/>.</summary>
public abstract record ImageDefinition
{
    private protected ImageDefinition()
    {
    }

    /// <summary>What the image is called in parameters, logs and labels.</summary>
    /// <value>By default the name of the context directory, in lower case.</value>
    public required string Name { get; init; }

    /// <summary>How the image is built that is shipped.</summary>
    /// <value>By default tagged <c>{name}</c>.</value>
    public required ImageBuildSettings RuntimeImage { get; init; }

    /// <summary>What the image has to be like before it is shipped.</summary>
    /// <value>By default nothing is expected.</value>
    public ImageContract Contract { get; init; } = ImageContract.Empty;

    /// <summary>Names of images that have to be built before this one.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];

    /// <summary>The image of a directory: of its pair of Dockerfiles if it has one, else of its one
    /// <c>Dockerfile</c>.</summary>
    /// <inheritdoc cref="DockerfilePair" path="/remarks"/>
    /// <param name="directory">The context directory; an absolute path.</param>
    /// <exception cref="FileNotFoundException">It has neither, or several; the message lists the Dockerfiles that there
    /// are.</exception>
    public static ImageDefinition Discover(string directory)
    {
        var dockerfiles = DockerfileDiscovery.Find(directory);
        return dockerfiles.Pair is { } pair
            ? BuilderPattern.From(directory).With(pair)
            : MultiStage.From(directory).Dockerfile(dockerfiles.Single!);
    }

    /// <summary>Gives the image another name, and the tags that follow from it.</summary>
    public abstract ImageDefinition Named(string name);

    /// <summary>States that other images have to be built first.</summary>
    /// <param name="names">Their <see cref="Name"/>s.</param>
    public abstract ImageDefinition DependsOn(params IEnumerable<string> names);

    /// <summary>States what the image has to be like before it is shipped.</summary>
    /// <param name="expect">Adds expectations.</param>
    public abstract ImageDefinition Should(Func<ImageContract, ImageContract> expect);

    /// <exception cref="ArgumentException">The definition contradicts itself; the message lists every
    /// violation.</exception>
    internal abstract void Validate();

    /// <summary>What is wrong with what every definition has.</summary>
    private protected IEnumerable<string> CommonViolations()
    {
        if (!ImageName.IsValid(Name))
            yield return $"the name '{Name}' is not of lower-case letters, digits, '.', '_' and '-'.";
        foreach (var source in Settings.Select(settings => settings.GitContext).OfType<GitSource>())
            yield return $"its context is '{source}', whose Dockerfile has to be read before anything is built. Call "
                + "CheckOutAsync first.";
        if (Settings.Any(settings => settings.RemoteContext is not null))
            yield return "its context is fetched by the engine, so nobody can read the Dockerfile before. Use "
                + "ImageBuild, or SetContext with a repository.";
    }

    /// <summary>The settings of all images that it takes.</summary>
    private protected virtual IEnumerable<ImageBuildSettings> Settings => [RuntimeImage];

    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    private protected static ImageBuildSettings SettingsOf(string directory) => Path.IsPathFullyQualified(directory)
        ? ImageBuildSettings.Default.SetContextDirectory(directory)
        : throw new ArgumentException(
            $"The context directory '{directory}' is not an absolute path.", nameof(directory));
}
