using Nuke.Docker.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Ownership;

namespace Nuke.Docker.Patterns;

/// <summary>Creates the container that artifacts are copied from.</summary>
/// <remarks>Engine API: <c>POST /containers/create</c>.</remarks>
static class BuilderContainerCreation
{
    // The engine refuses a container without a command, though this one is never started. It takes any.
    static readonly string[] _neverRun = ["never-run"];

    /// <summary>Whether artifacts can only be copied out of a container.</summary>
    public static bool IsNeeded(BuilderPattern pattern, BuilderImage builder) =>
        builder.Builder is not ImageBuilder.BuildKit
        || pattern.Command.Count > 0
        || pattern.Reports.Count > 0
        || pattern.Container is not
        {
            Environment.Count: 0,
            User: null,
            WorkingDirectory: null,
            Mounts: [],
            MemoryBytes: null,
            Network: null,
        };

    /// <summary>Does without a container.</summary>
    public static async Task<BuilderContainer> LeaveOutAsync(
        DockerEngine engine, BuilderImage builder, CancellationToken cancellationToken)
    {
        var image = await FindAsync(engine, builder, cancellationToken).ConfigureAwait(false);
        return new BuilderContainer
        {
            Id = null,
            Image = builder,
            WorkingDirectory = WorkingDirectoryOf(image),
            ImageDetails = image,
        };
    }

    public static async Task<BuilderContainer> RunAsync(
        DockerEngine engine,
        BuilderImage builder,
        BuilderPattern pattern,
        IReadOnlyDictionary<string, string> labels,
        CancellationToken cancellationToken)
    {
        var image = await FindAsync(engine, builder, cancellationToken).ConfigureAwait(false);
        var hasCommand = image.Command.Count + image.Entrypoint.Count > 0;
        var request = new ContainerRequest
        {
            Image = image.Id,
            Platform = pattern.BuilderImage.Platform?.ToString(),
            Environment = pattern.Container.Environment,
            User = pattern.Container.User,
            WorkingDirectory = pattern.Container.WorkingDirectory,
            Binds = [.. pattern.Container.Mounts.Select(mount => mount.ToString())],
            MemoryBytes = pattern.Container.MemoryBytes,
            NetworkMode = pattern.Container.Network ?? pattern.BuilderImage.Network,
            ExtraHosts = [.. pattern.BuilderImage.ExtraHosts.Select(host => host.ToString())],
            Entrypoint = pattern.Command is [var program, ..] ? [program] : null,
            Command = pattern.Command.Count > 0 ? [.. pattern.Command.Skip(1)] : hasCommand ? [] : _neverRun,
            Labels = new Dictionary<string, string>(labels) { [RunOwner.ImageLabel] = pattern.Name },
        };
        return new BuilderContainer
        {
            // Not to be cancelled: a container whose ID was never heard of could not be removed.
            Id = await engine.CreateContainerAsync(request, CancellationToken.None).ConfigureAwait(false),
            Image = builder,
            WorkingDirectory = WorkingDirectoryOf(image),
        };
    }

    static async Task<ImageDetails> FindAsync(
        DockerEngine engine, BuilderImage builder, CancellationToken cancellationToken) =>
        await engine.FindImageAsync(builder.Id, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException(
                $"The builder image '{builder.Name}' ({builder.Id}) is no longer on the engine. Build it again.");

    static string WorkingDirectoryOf(ImageDetails image) =>
        image.WorkingDirectory is { Length: > 0 } directory ? directory : "/";
}
