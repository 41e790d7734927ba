namespace Nuke.Docker.Engine;

/// <summary>The output of a container or of a command in it, from the moment of attaching. Disposing it
/// detaches.</summary>
/// <param name="stream">The raw connection.</param>
/// <param name="lines">Reads it.</param>
sealed class ContainerAttachment(Stream stream, IAsyncEnumerable<ContainerOutput> lines) : IAsyncDisposable
{
    /// <summary>What is written until the process ends; to be read once.</summary>
    public IAsyncEnumerable<ContainerOutput> Lines { get; } = lines;

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
