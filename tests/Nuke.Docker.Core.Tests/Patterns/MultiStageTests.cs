using Nuke.Docker.Containers;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Core.Tests.Patterns;

public class MultiStageTests
{
    static MultiStage Image => MultiStage.From("/repos/Web.Shop");

    [Fact]
    public void DefaultsFollowFromTheDirectory()
    {
        var image = Image;

        Assert.Equal("web-shop", image.Name);
        Assert.Equal("/repos/Web.Shop", image.RuntimeImage.ContextDirectory);
        Assert.Null(image.RuntimeImage.Context.DockerfilePath);
        Assert.Null(image.RuntimeImage.Target);
        Assert.Equal(["web-shop"], Names(image.RuntimeImage.Tags));
        Assert.Empty(image.RequiredStages);
        Assert.Null(image.BuilderStage);
        Assert.Empty(image.Artifacts);
        Assert.Null(image.ArtifactsDirectory);
        Assert.Empty(image.Dependencies);
        image.Validate();
    }

    [Fact]
    public void DirectoryHasToBeAbsolute() =>
        Assert.Equal(
            "The context directory 'shop' is not an absolute path. (Parameter 'directory')",
            Assert.Throws<ArgumentException>(() => MultiStage.From("shop")).Message);

    [Fact]
    public void EachPartIsSetOnACopy()
    {
        var image = Image;
        var changed = image
            .Named("api")
            .Dockerfile("all.Dockerfile", settings => settings.EnablePull())
            .Target("final")
            .Tags("acme/shop:1", "acme/shop:latest")
            .Require("lint", "test")
            .Require("2")
            .Builder("build")
            .Artifact("/out/app", "bin/app")
            .WriteArtifactsTo("/dist")
            .Runtime(settings => settings.EnableNoCache())
            .DependsOn("base");

        Assert.Equal("api", changed.Name);
        Assert.Equal("all.Dockerfile", changed.RuntimeImage.Context.DockerfilePath);
        Assert.Equal("final", changed.RuntimeImage.Target);
        Assert.Equal(["acme/shop:1", "acme/shop:latest"], Names(changed.RuntimeImage.Tags));
        Assert.True(changed.RuntimeImage is { Pull: true, NoCache: true });
        Assert.Equal(["lint", "test", "2"], changed.RequiredStages);
        Assert.Equal("build", changed.BuilderStage);
        Assert.Equal([new Artifact("/out/app", "bin/app")], changed.Artifacts);
        Assert.Equal("/dist", changed.ArtifactsDirectory);
        Assert.Equal(["base"], changed.Dependencies);
        changed.Validate();
        Assert.Empty(image.RequiredStages);
    }

    [Fact]
    public void EveryViolationIsToldAtOnce() =>
        Assert.Equal(
            "Image 'Web Shop' cannot be built, for 5 reasons: the name 'Web Shop' is not of lower-case letters, "
            + "digits, '.', '_' and '-'; an artifact has an empty source; "
            + "artifacts are declared, but no stage to copy them out of. Call Builder; "
            + "the directory of the artifacts, 'dist', is not an absolute path; "
            + "the target is empty. Leave it null for the last stage.",
            Failure((Image with { Name = "Web Shop" }).Artifact("").WriteArtifactsTo("dist").Target("")));

    [Fact]
    public void ArtifactsNeedADirectoryAndADirectoryNeedsArtifacts()
    {
        Assert.Equal(
            "Image 'web-shop' cannot be built: artifacts are declared, but no directory for them. Call "
            + "WriteArtifactsTo.",
            Failure(Image.Builder("build").Artifact("/app")));
        Assert.Equal(
            "Image 'web-shop' cannot be built: a directory for artifacts is set, but no artifact is declared. Call "
            + "Artifact.",
            Failure(Image.Builder("build").WriteArtifactsTo("/dist")));
    }

    static string Failure(MultiStage image) => Assert.Throws<ArgumentException>(image.Validate).Message;

    static IEnumerable<string> Names(IEnumerable<ImageReference> references) =>
        references.Select(reference => reference.ToString());
}
