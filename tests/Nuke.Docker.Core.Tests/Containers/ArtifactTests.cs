using Nuke.Docker.Containers;

namespace Nuke.Docker.Core.Tests.Containers;

public class ArtifactTests
{
    [Theory]
    [InlineData("", null, "an artifact has an empty source.")]
    [InlineData(" ", null, "an artifact has an empty source.")]
    [InlineData("/out/../etc", null, "the artifact '/out/../etc' contains '..'. Name the path itself.")]
    [InlineData(
        "a",
        "/abs",
        "the destination '/abs' of artifact 'a' leaves the directory of the artifacts. Use a relative path.")]
    [InlineData(
        "a",
        "b/../..",
        "the destination 'b/../..' of artifact 'a' leaves the directory of the artifacts. Use a relative path.")]
    [InlineData(
        "a",
        @"..\b",
        @"the destination '..\b' of artifact 'a' leaves the directory of the artifacts. Use a relative path.")]
    [InlineData(
        "/out/[z-a]",
        null,
        "the artifact '/out/[z-a]' has a range that ends before it begins. Write its ends the other way round.")]
    public void ViolationIsTold(string source, string? destination, string violation) =>
        Assert.Equal([violation], new Artifact(source, destination).Violations());

    [Theory]
    [InlineData("/out/app", null, "/out/app")]
    [InlineData("out/*.so", "lib", "out/*.so -> lib")]
    [InlineData("/out/.", "..hidden", "/out/. -> ..hidden")]
    public void ArtifactShowsWhereItGoes(string source, string? destination, string text)
    {
        var artifact = new Artifact(source, destination);

        Assert.Empty(artifact.Violations());
        Assert.Equal(text, artifact.ToString());
    }

    [Theory]
    [InlineData("/out", false, false)]
    [InlineData("/out/*", true, false)]
    [InlineData("/out/a?", true, false)]
    [InlineData("/out/[ab]", true, false)]
    [InlineData("/out/.", false, true)]
    [InlineData(".", false, true)]
    [InlineData("/out.", false, false)]
    public void SourceIsAPathAPatternOrTheContentOfADirectory(string source, bool isPattern, bool isContent) =>
        Assert.Equal((isPattern, isContent), (new Artifact(source).IsPattern, new Artifact(source).IsContent));

    [Fact]
    public void MissingArtifactIsToldWithWhatIsThere()
    {
        var names = Enumerable.Range(1, 12).Select(number => $"f{number:00}").ToList();
        const string Container = "0123456789abcdef";

        Assert.Equal(
            "The artifact '/out/app' does not exist in container 0123456789ab: '/out' holds f01, f02.",
            ArtifactMissingException.From(new Artifact("/out/app"), Container, new("/out", names[..2])).Message);
        Assert.Equal(
            "The artifact '/out/*.so' matches nothing in container 0123456789ab: "
            + "'/out' holds f01, f02, f03, f04, f05, f06, f07, f08, f09, f10 and 2 more.",
            ArtifactMissingException.From(new Artifact("/out/*.so"), Container, new("/out", names)).Message);
        Assert.Equal(
            "The artifact '/out/*.so' matches nothing in container 0123456789ab: '/out' holds f01 and more.",
            ArtifactMissingException.From(
                new Artifact("/out/*.so"), Container, new("/out", names[..1], IsWhole: false)).Message);
        Assert.Equal(
            "The artifact '/out/app' does not exist in container 0123456789ab: what '/out' holds takes long to list.",
            ArtifactMissingException.From(
                new Artifact("/out/app"), Container, new("/out", [], IsWhole: false)).Message);
        Assert.Equal(
            "The artifact '/out/app' does not exist in container 0123456789ab: '/out' is empty.",
            ArtifactMissingException.From(new Artifact("/out/app"), Container, new("/out", [])).Message);
        Assert.Equal(
            "The artifact '/out/app' does not exist in container builder: there is no directory '/out'.",
            ArtifactMissingException.From(new Artifact("/out/app"), "builder", new("/out", Names: null)).Message);
    }
}
