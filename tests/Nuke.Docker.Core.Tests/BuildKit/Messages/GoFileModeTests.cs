using Nuke.Docker.BuildKit.Messages;

namespace Nuke.Docker.Core.Tests.BuildKit.Messages;

/// <summary>Values from Go: <c>fmt.Printf("%#x", uint32(mode))</c>.</summary>
public class GoFileModeTests
{
    const UnixFileMode Permissions = (UnixFileMode)0b111_101_101;

    [Fact]
    public void BitsAreGos()
    {
        Assert.Equal(0x1EDu, GoFileMode.Regular(Permissions).Bits);
        Assert.Equal(0x800001EDu, GoFileMode.Directory(Permissions).Bits);
        Assert.Equal(0x801001EDu, GoFileMode.Directory(Permissions | UnixFileMode.StickyBit).Bits);
        Assert.Equal(0xC001EDu, GoFileMode.Regular(Permissions | UnixFileMode.SetUser | UnixFileMode.SetGroup).Bits);
        Assert.Equal(0x80001FFu, GoFileMode.SymbolicLink.Bits);
        Assert.Equal(0x20001EDu, GoFileMode.Pipe(Permissions).Bits);
        Assert.Equal(0x42001EDu, GoFileMode.Device(Permissions, isCharacter: true).Bits);
        Assert.Equal(0x40001EDu, GoFileMode.Device(Permissions, isCharacter: false).Bits);
    }

    [Fact]
    public void PermissionsComeBack()
    {
        const UnixFileMode All = Permissions | UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.StickyBit;

        Assert.Equal(All, GoFileMode.Regular(All).Permissions);
        Assert.True(GoFileMode.Regular(All).IsRegular);
        Assert.False(
            GoFileMode.Pipe(All).IsRegular || GoFileMode.Pipe(All).IsDirectory || GoFileMode.Pipe(All).IsSymbolicLink);
    }
}
