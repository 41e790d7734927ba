namespace Nuke.Docker.Contexts;

/// <summary>Entries that come into a build context from elsewhere, such as artifacts out of a container.</summary>
/// <remarks>They are never held against an ignore file, and they win over files of the directory.</remarks>
public abstract class ContextAddition
{
    /// <summary>Paths in the context that the addition takes for itself, with all that is below them.</summary>
    /// <value>Relative, with forward slashes; known before anything is written.</value>
    public abstract IReadOnlyList<string> Paths { get; }

    /// <summary>Writes the entries: those of <see cref="Paths"/> and below, nothing else.</summary>
    public abstract Task WriteToAsync(TarWriter writer, CancellationToken cancellationToken);
}
