using Nuke.Docker.Containers;

namespace Nuke.Docker.Core.Tests.Containers;

public class ArtifactCopySettingsTests
{
    static ArtifactCopySettings Settings => ArtifactCopySettings.Default;

    [Fact]
    public void DefaultsReadFromTheRootAndKeepNothing()
    {
        Assert.Null(Settings.Container);
        Assert.Equal("/", Settings.WorkingDirectory);
        Assert.Empty(Settings.Artifacts);
        Assert.Null(Settings.TarFile);
    }

    [Fact]
    public void LaterValuesWin()
    {
        Assert.Equal("b", Settings.SetContainer("a").SetContainer("b").Container);
        Assert.Equal("/b", Settings.SetWorkingDirectory("/a").SetWorkingDirectory("/b").WorkingDirectory);
        Assert.Equal("/b", Settings.SetTarFile("/a").SetTarFile("/b").TarFile);
    }

    [Fact]
    public void ArtifactsAreAddedToACopy()
    {
        var one = Settings.AddArtifact("a", "b");
        var two = one.AddArtifacts(new Artifact("c"));

        Assert.Equal([new Artifact("a", "b")], one.Artifacts);
        Assert.Equal([new Artifact("a", "b"), new Artifact("c")], two.Artifacts);
        Assert.Empty(two.ClearArtifacts().Artifacts);
    }

    [Fact]
    public async Task EveryViolationIsToldAtOnce()
    {
        // Settings are looked at before the engine is, so that none is needed.
        var exception = await Assert.ThrowsAsync<ArgumentException>(
            () => ArtifactCopy.RunAsync(engine: null!, Settings.AddArtifact("../a", "/b"), CancellationToken.None));

        Assert.Equal(
            "The artifacts cannot be copied, for 3 reasons: the artifact '../a' contains '..'. Name the path itself; "
            + "the destination '/b' of artifact '../a' leaves the directory of the artifacts. Use a relative path; "
            + "no container is set. Call SetContainer.",
            exception.Message);
        Assert.Equal(
            "The artifacts cannot be copied: no artifact is set. Call AddArtifact.",
            Assert.Throws<ArgumentException>(() => Settings.SetContainer("a").Validate()).Message);
    }
}
