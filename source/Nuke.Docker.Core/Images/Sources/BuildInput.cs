using Nuke.Docker.Contexts;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Sources;

/// <summary>What a build sends: context and Dockerfile, or nothing where the engine fetches both.</summary>
sealed class BuildInput
{
    BuildInput(ContextContent? content, DockerfileSource? dockerfile, string dockerfileName) =>
        (Content, Dockerfile, DockerfileName) = (content, dockerfile, dockerfileName);

    /// <value><see langword="null"/> if the engine fetches it.</value>
    public ContextContent? Content { get; }

    /// <value><see langword="null"/> if the engine fetches it.</value>
    public DockerfileSource? Dockerfile { get; }

    /// <summary>Its name inside the context.</summary>
    public string DockerfileName { get; }

    /// <exception cref="BuildContextException">The context cannot be sent.</exception>
    /// <exception cref="DockerfileException">No builder would accept the Dockerfile.</exception>
    public static async Task<BuildInput> ReadAsync(
        ImageBuildSettings settings, IReadOnlyList<ContextAddition> additions, CancellationToken cancellationToken)
    {
        var context = BuildContext.FromDirectory(settings.ContextDirectory!, settings.Context);
        var content = (await context.ScanAsync(cancellationToken).ConfigureAwait(false)).With(additions);
        var dockerfile = DockerfileSource.Read(settings);
        dockerfile.Check(settings.Target);
        return new BuildInput(content, dockerfile, content.DockerfileName);
    }

    public static BuildInput Remote(ImageBuildSettings settings) =>
        new(content: null, dockerfile: null, settings.Context.DockerfilePath ?? "Dockerfile");

    /// <summary>Writes the context as a tar archive. The engine that fetches it itself asks for none.</summary>
    public Task WriteAsync(Stream stream, CancellationToken cancellationToken) =>
        Content!.WriteAsync(stream, cancellationToken);

    /// <summary>What is worth knowing before it is sent.</summary>
    public IEnumerable<ProgressEvent> Describe(ImageBuildSettings settings)
    {
        if (Content is null)
            return [];
        List<ProgressEvent> events = [new ProgressEvent.ContextListed(Content.Files, Content.Bytes)];
        if (Content.IsLarge)
            events.Add(new ProgressEvent.LargeContext(
                [.. Content.LargestDirectories.Select(
                    directory => new LargeDirectory(directory.Path, directory.Files, directory.Bytes))]));
        if (Dockerfile!.TryParse() is { } dockerfile)
        {
            string[] warnings = [.. BuildChecks.Warnings(dockerfile), .. CloneCheck.Warnings(dockerfile, settings)];
            events.AddRange(warnings.Select(text => new ProgressEvent.Warning(text)));
        }
        return events;
    }
}
