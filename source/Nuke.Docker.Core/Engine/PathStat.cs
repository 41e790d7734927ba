namespace Nuke.Docker.Engine;

/// <summary>A path inside a container: header <c>X-Docker-Container-Path-Stat</c>.</summary>
/// <param name="Mode">Go's <c>os.FileMode</c>: permissions in the low nine bits, kinds in the high ones.</param>
/// <param name="LinkTarget">Empty unless it is a symbolic link.</param>
sealed record PathStat(string Name, long SizeBytes, uint Mode, string LinkTarget)
{
    const uint DirectoryBit = 1u << 31;
    const uint SymbolicLinkBit = 1u << 27;

    const uint SetUserIdBit = 1u << 23;
    const uint SetGroupIdBit = 1u << 22;
    const uint StickyBit = 1u << 20;

    /// <summary>The permissions as <c>chmod</c> takes them: twelve bits.</summary>
    public int Permissions => (int)(Mode & 0x1FF)
        | ((Mode & SetUserIdBit) == 0 ? 0 : 0x800)
        | ((Mode & SetGroupIdBit) == 0 ? 0 : 0x400)
        | ((Mode & StickyBit) == 0 ? 0 : 0x200);

    public bool IsDirectory => (Mode & DirectoryBit) != 0;

    public bool IsSymbolicLink => (Mode & SymbolicLinkBit) != 0;
}
