namespace Nuke.Docker.Images;

/// <summary>A limit that the kernel sets to the processes of <c>RUN</c> instructions, as <c>ulimit</c> of a shell
/// does.</summary>
/// <param name="Name">Such as <c>nofile</c>, <c>nproc</c> or <c>core</c>.</param>
/// <param name="Soft">What holds until a process raises it; -1 for no limit.</param>
/// <param name="Hard">The most that a process may raise it to; -1 for no limit.</param>
public sealed record ResourceLimit(string Name, long Soft, long Hard)
{
    /// <summary><c>name=soft:hard</c>.</summary>
    public override string ToString() => $"{Name}={Soft}:{Hard}";
}
