using Nuke.Docker.Containers;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Engine.Tests.Containers;

public abstract partial class ArtifactTests
{
    [Theory]
    [InlineData(
        "/out/missing",
        "The artifact '/out/missing' does not exist in container {0}: '/out' holds a, b, c, d, e, f, g, h, i, j and 2 "
        + "more.")]
    [InlineData(
        "/out/*.exe",
        "The artifact '/out/*.exe' matches nothing in container {0}: '/out' holds a, b, c, d, e, f, g, h, i, j and 2 "
        + "more.")]
    [InlineData("/empty/missing", "The artifact '/empty/missing' does not exist in container {0}: '/empty' is empty.")]
    [InlineData("/link/missing", "The artifact '/link/missing' does not exist in container {0}: '/link' is empty.")]
    [InlineData(
        "/nowhere/missing",
        "The artifact '/nowhere/missing' does not exist in container {0}: there is no directory '/nowhere'.")]
    [InlineData(
        "/out/a/missing",
        "The artifact '/out/a/missing' does not exist in container {0}: there is no directory '/out/a'.")]
    [InlineData(
        "/dangling/link", "The artifact '/dangling/link' does not exist in container {0}: '/dangling' holds link.")]
    [InlineData(
        "relative",
        "The artifact 'relative' does not exist in container {0}: '/out' holds a, b, c, d, e, f, g, h, i, j and 2 "
        + "more.")]
    public async Task AMissingArtifactIsNamedWithWhatIsThereInstead(string artifact, string expected)
    {
        var pattern = Pattern(
            "FROM alpine\nWORKDIR /out\nRUN touch a b c d e f g h i j k l; mkdir /empty /dangling; ln -s nowhere "
            + "/dangling/link; ln -s empty /link\n")
            .BuiltWith(PatternBuilder).Artifact(artifact);
        await using var run = Docker.Start(pattern, Events);
        var container = await run.CreateContainerAsync(await run.BuildBuilderImageAsync(Stop), Stop);

        var error = await Assert.ThrowsAsync<ArtifactMissingException>(() => run.CopyOutAsync(container, Stop));

        var id = container.ShortId ?? Assert.Single(await Fixture.Contents.ContainersAsync(Stop)).Id[..12];
        Assert.Equal(string.Format(null, expected, id), error.Message);
    }

    [Fact]
    public async Task AFailureChangesNothingOnTheDisk()
    {
        await CopyAsync("mkdir /out; echo 1 >/out/a; echo 1 >/out/b", pattern => pattern.Artifact("/out/."));

        await Assert.ThrowsAsync<ArtifactMissingException>(
            () => CopyAsync("mkdir /out; echo 2 >/out/a", pattern => pattern.Artifact("/out/.").Artifact("/missing")));

        Assert.Equal(["a", "b"], await TreeAsync());
        Assert.Equal("1\n", await File.ReadAllTextAsync(Path.Combine(Output.Path, "a")));
        Assert.Equal(
            [Output.Path],
            Directory.GetFileSystemEntries(Path.GetDirectoryName(Output.Path)!, $"*{Path.GetFileName(Output.Path)}*"));
    }

    [Fact]
    public async Task TwoArtifactsOfOneNameAreAnError()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => CopyAsync("mkdir /a /b; touch /a/x /b/x", pattern => pattern.Artifact("/a/x").Artifact("/b/x")));

        Assert.Equal("Two artifacts would both become 'x'. Give one of them another destination.", error.Message);
    }
}
