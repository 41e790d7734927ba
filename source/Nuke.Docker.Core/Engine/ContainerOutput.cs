namespace Nuke.Docker.Engine;

/// <summary>One line that a container wrote, without its line end.</summary>
sealed record ContainerOutput(OutputStream Stream, string Line);

enum OutputStream
{
    Stdout = 1,
    Stderr = 2,
}
