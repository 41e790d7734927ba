using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Builders;

/// <summary>One build of one image with one of the builders, and what it leaves on the engine.</summary>
interface IImageBuild
{
    /// <summary>The ID of the image, once it is built.</summary>
    string ImageId { get; }

    /// <summary>The image, and those of its stages that stay beside it.</summary>
    IEnumerable<string> Images { get; }

    IReadOnlyList<CompletedStep> Steps { get; }

    /// <param name="tags">The names that the image gets at once.</param>
    /// <param name="cancellationToken">Ends the build on the engine too.</param>
    /// <exception cref="ImageBuildException">The engine could not build it.</exception>
    Task RunAsync(IReadOnlyList<ImageReference> tags, CancellationToken cancellationToken);

    /// <summary>Removes what the build has made so far.</summary>
    /// <param name="cleaner">A connection to the same engine; the build's own may be closed by then.</param>
    /// <param name="cancellationToken">Ends the removal.</param>
    Task RemoveUnfinishedAsync(DockerEngine cleaner, CancellationToken cancellationToken);

    /// <summary>Keeps what the next build can use, and removes what no build can use any more.</summary>
    /// <inheritdoc cref="RemoveUnfinishedAsync" path="/param"/>
    Task KeepCacheAsync(DockerEngine cleaner, CancellationToken cancellationToken);
}
