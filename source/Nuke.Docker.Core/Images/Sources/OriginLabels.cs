using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Git;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Sources;

/// <summary>Adds the labels that tell what an image was made from. Labels of the settings and of the Dockerfile itself
/// win.</summary>
/// <remarks>
/// The engine makes labels of the request its last step. So they change the image, but no layer of it, and no step
/// before them is built anew.
/// </remarks>
static class OriginLabels
{
    public static async Task<ImageBuildSettings> AddAsync(
        ImageBuildSettings settings,
        DockerfileSource? dockerfile,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        if (settings.OriginLabels == false)
            return settings;
        var origin = settings.Origin ?? (settings is { OriginLabels: true, ContextDirectory: { } directory }
            ? await OriginOfAsync(directory, settings.Git, reporter, cancellationToken).ConfigureAwait(false)
            : null);
        if (origin is null)
            return settings;
        var own = OwnLabels(settings, dockerfile);
        var labels = new Dictionary<string, string>(settings.Labels);
        foreach (var (name, value) in origin.ToLabels().Where(label => !own.Contains(label.Key)))
            labels.TryAdd(name, value);
        return settings with { Labels = labels };
    }

    static async Task<ImageOrigin?> OriginOfAsync(
        string directory, GitSettings settings, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        try
        {
            var tree = await GitWorkTree.ReadAsync(directory, settings, cancellationToken).ConfigureAwait(false);
            return ImageOrigin.Of(directory, tree, CiBuild.Current);
        }
        catch (GitException e)
        {
            // An image without these labels is a good one.
            reporter.Report(new ProgressEvent.Notice($"The image gets no labels of its sources: {e.Message}"));
            return null;
        }
    }

    static HashSet<string> OwnLabels(ImageBuildSettings settings, DockerfileSource? dockerfile)
    {
        try
        {
            var resolved = dockerfile?.TryParse()?.Resolve(DockerfileSource.InputsOf(settings), settings.Target);
            return [.. resolved?.Target.Labels.Keys ?? []];
        }
        catch (DockerfileException)
        {
            return []; // The engine says what is wrong with it, at the step that it is wrong at.
        }
    }
}
