namespace Nuke.Docker.BuildKit.Messages;

/// <summary>Type and permissions of a file in Go's form, <see href="https://pkg.go.dev/io/fs#FileMode"/>.</summary>
readonly record struct GoFileMode(uint Bits)
{
    const uint TypeMask = DirectoryBit | LinkBit | DeviceBit | PipeBit | SocketBit | CharacterBit | IrregularBit;
    const uint DirectoryBit = 1u << 31;
    const uint LinkBit = 1u << 27;
    const uint DeviceBit = 1u << 26;
    const uint PipeBit = 1u << 25;
    const uint SocketBit = 1u << 24;
    const uint SetUserBit = 1u << 23;
    const uint SetGroupBit = 1u << 22;
    const uint CharacterBit = 1u << 21;
    const uint StickyBit = 1u << 20;
    const uint IrregularBit = 1u << 19;
    const uint PermissionMask = 0b111_111_111;

    public bool IsDirectory => (Bits & TypeMask) == DirectoryBit;

    public bool IsSymbolicLink => (Bits & TypeMask) == LinkBit;

    public bool IsRegular => (Bits & TypeMask) == 0;

    /// <summary>Permissions, with set-user, set-group and sticky.</summary>
    public UnixFileMode Permissions =>
        (UnixFileMode)(Bits & PermissionMask)
        | (Has(SetUserBit) ? UnixFileMode.SetUser : 0)
        | (Has(SetGroupBit) ? UnixFileMode.SetGroup : 0)
        | (Has(StickyBit) ? UnixFileMode.StickyBit : 0);

    public static GoFileMode Regular(UnixFileMode permissions) => new(Of(permissions));

    public static GoFileMode Directory(UnixFileMode permissions) => new(DirectoryBit | Of(permissions));

    public static GoFileMode SymbolicLink { get; } = new(LinkBit | PermissionMask);

    public static GoFileMode Pipe(UnixFileMode permissions) => new(PipeBit | Of(permissions));

    public static GoFileMode Device(UnixFileMode permissions, bool isCharacter) =>
        new(DeviceBit | (isCharacter ? CharacterBit : 0) | Of(permissions));

    bool Has(uint bit) => (Bits & bit) != 0;

    static uint Of(UnixFileMode mode) =>
        ((uint)mode & PermissionMask)
        | (mode.HasFlag(UnixFileMode.SetUser) ? SetUserBit : 0)
        | (mode.HasFlag(UnixFileMode.SetGroup) ? SetGroupBit : 0)
        | (mode.HasFlag(UnixFileMode.StickyBit) ? StickyBit : 0);
}
