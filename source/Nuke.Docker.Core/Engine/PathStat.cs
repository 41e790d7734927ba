namespace Nuke.Docker.Engine;

/// <summary>A path inside a container: header <c>X-Docker-Container-Path-Stat</c>.</summary>
/// <param name="Mode">Go's <c>os.FileMode</c>: permissions in the low nine bits, kinds in the high ones.</param>
/// <param name="LinkTarget">Empty unless it is a symbolic link.</param>
sealed record PathStat(string Name, long SizeBytes, uint Mode, string LinkTarget)
{
    const uint DirectoryBit = 1u << 31;
    const uint SymbolicLinkBit = 1u << 27;

    public bool IsDirectory => (Mode & DirectoryBit) != 0;

    public bool IsSymbolicLink => (Mode & SymbolicLinkBit) != 0;
}
