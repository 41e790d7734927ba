using Nuke.Docker.Containers;

namespace Nuke.Docker.Core.Tests.Containers;

public class BuilderContainerSettingsTests
{
    static BuilderContainerSettings Settings => BuilderContainerSettings.Default;

    [Fact]
    public void DefaultsAreThoseOfTheImage()
    {
        Assert.Empty(Settings.Environment);
        Assert.Null(Settings.User);
        Assert.Null(Settings.WorkingDirectory);
        Assert.Empty(Settings.Mounts);
        Assert.Null(Settings.MemoryBytes);
        Assert.Null(Settings.Network);
    }

    [Fact]
    public void LaterValuesWin()
    {
        Assert.Equal("2", Settings.SetEnvironmentVariable("A", "1").SetEnvironmentVariable("A", "2").Environment["A"]);
        Assert.Equal("b", Settings.SetUser("a").SetUser("b").User);
        Assert.Equal("/b", Settings.SetWorkingDirectory("/a").SetWorkingDirectory("/b").WorkingDirectory);
        Assert.Equal(2, Settings.SetMemoryBytes(1).SetMemoryBytes(2).MemoryBytes);
        Assert.Equal("none", Settings.SetNetwork("host").SetNetwork("none").Network);
    }

    [Fact]
    public void CopiesDoNotShare()
    {
        var settings = Settings.SetEnvironmentVariable("A", "1").AddMount("/a", "/b");
        var changed = settings.SetEnvironmentVariable("B", "2").AddMount("cache", "/c", isReadOnly: true);

        Assert.Equal(["A"], settings.Environment.Keys);
        Assert.Equal(["/a:/b"], settings.Mounts.Select(mount => mount.ToString()));
        Assert.Equal(["/a:/b", "cache:/c:ro"], changed.Mounts.Select(mount => mount.ToString()));
        Assert.Empty(changed.ClearMounts().Mounts);
    }
}
