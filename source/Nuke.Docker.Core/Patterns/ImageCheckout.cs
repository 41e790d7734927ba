using Nuke.Docker.Git;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Patterns;

/// <summary>
/// An image whose repositories have been checked out, so that each of its steps builds the same commit. Disposing it
/// removes the files again.
/// </summary>
/// <typeparam name="T">The kind of image.</typeparam>
public sealed class ImageCheckout<T> : IDisposable
    where T : ImageDefinition
{
    readonly IReadOnlyList<BuildSources> _sources;

    internal ImageCheckout(T image, IReadOnlyList<BuildSources> sources) => (Image, _sources) = (image, sources);

    /// <summary>The image, with directories in the place of repositories.</summary>
    public T Image { get; }

    /// <summary>Removes what has been checked out, unless the cache of git keeps it.</summary>
    public void Dispose()
    {
        foreach (var source in _sources)
            source.Dispose();
    }
}

/// <summary>Checks the repositories of an image out.</summary>
static class ImageCheckout
{
    /// <summary>Every repository once, even if several of the image's settings have it as context.</summary>
    public static async Task<ImageCheckout<T>> RunAsync<T>(
        T image, IProgressReporter reporter, CancellationToken cancellationToken)
        where T : ImageDefinition
    {
        var commits = image.RuntimeImage.Git.Commits ?? new RunCommits();
        var sources = new Dictionary<string, BuildSources>();
        try
        {
            ImageDefinition checkedOut = image switch
            {
                BuilderPattern pattern => pattern with
                {
                    BuilderImage = await DirectoryAsync(pattern.BuilderImage).ConfigureAwait(false),
                    RuntimeImage = await DirectoryAsync(pattern.RuntimeImage).ConfigureAwait(false),
                },
                _ => image with { RuntimeImage = await DirectoryAsync(image.RuntimeImage).ConfigureAwait(false) },
            };
            return new ImageCheckout<T>((T)checkedOut, [.. sources.Values]);
        }
        catch
        {
            foreach (var source in sources.Values)
                source.Dispose();
            throw;
        }

        async Task<ImageBuildSettings> DirectoryAsync(ImageBuildSettings settings)
        {
            settings = settings.WithCommits(commits);
            if (settings.GitContext is null)
                return settings;
            var key = $"{settings.GitContext}";
            if (!sources.TryGetValue(key, out var found))
                sources[key] =
                    found = await BuildSources.CheckOutAsync(settings, reporter, cancellationToken)
                        .ConfigureAwait(false);
            return settings.SetContextDirectory(found.Settings.ContextDirectory) with
            {
                Origin = found.Settings.Origin
            };
        }
    }
}
