using Nuke.Docker.Engine;

namespace Nuke.Docker.Patterns;

/// <summary>
/// What artifacts are copied out of: a container, which has not been started unless a command was to be run in it, or
/// the builder image itself, where the engine's BuildKit copies out of it.
/// </summary>
public sealed record BuilderContainer
{
    internal BuilderContainer()
    {
    }

    /// <summary>The container's ID.</summary>
    /// <value><see langword="null"/>: none was needed. It takes one if the classic builder has built the image, if a
    /// command is to be run or reports are to be copied, if its settings are not the default, or if it is to be
    /// kept.</value>
    public required string? Id { get; init; }

    /// <summary>The builder image.</summary>
    public required BuilderImage Image { get; init; }

    /// <summary>Where the image's <c>WORKDIR</c> is; an absolute path.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>What the engine has said of the image.</summary>
    /// <value><see langword="null"/> if another process has asked.</value>
    internal ImageDetails? ImageDetails { get; init; }

    /// <summary>The first twelve digits of the ID; <see langword="null"/> without a container.</summary>
    public string? ShortId => Id?[..Math.Min(Id.Length, 12)];
}
