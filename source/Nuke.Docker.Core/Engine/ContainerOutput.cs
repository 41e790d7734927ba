namespace Nuke.Docker.Engine;

/// <summary>One line that a container wrote, without its line end.</summary>
internal sealed record ContainerOutput(OutputStream Stream, string Line);

internal enum OutputStream
{
    Stdout = 1,
    Stderr = 2,
}
