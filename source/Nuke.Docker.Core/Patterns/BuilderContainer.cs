namespace Nuke.Docker.Patterns;

/// <summary>The container that artifacts can be copied from. It has not been started, unless a command was to be run in it.</summary>
public sealed record BuilderContainer
{
    internal BuilderContainer()
    {
    }

    /// <summary>The container's ID.</summary>
    public required string Id { get; init; }

    /// <summary>Where its image's <c>WORKDIR</c> is; an absolute path.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The first twelve digits of the ID.</summary>
    public string ShortId => Id[..Math.Min(Id.Length, 12)];
}
