using Nuke.Docker.Containers;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Patterns;

public class BuilderPatternTests
{
    static BuilderPattern Pattern => BuilderPattern.From("/repos/Web.Shop");

    [Fact]
    public void DefaultsFollowFromTheDirectory()
    {
        var pattern = Pattern;

        Assert.Equal("web-shop", pattern.Name);
        Assert.Equal("/repos/Web.Shop", pattern.BuilderImage.ContextDirectory);
        Assert.Equal("/repos/Web.Shop", pattern.RuntimeImage.ContextDirectory);
        Assert.Equal("Dockerfile-builder", pattern.BuilderImage.Context.DockerfilePath);
        Assert.Equal("Dockerfile-runtime", pattern.RuntimeImage.Context.DockerfilePath);
        Assert.Equal(["web-shop-builder"], Names(pattern.BuilderImage.Tags));
        Assert.Equal(["web-shop"], Names(pattern.RuntimeImage.Tags));
        Assert.Empty(pattern.Artifacts);
        Assert.Null(pattern.ArtifactsDirectory);
        Assert.Empty(pattern.Command);
        Assert.Same(BuilderContainerSettings.Default, pattern.Container);
        Assert.Empty(pattern.Reports);
        Assert.Null(pattern.ReportsDirectory);
        Assert.Empty(pattern.Dependencies);
    }

    [Fact]
    public void DirectoryHasToBeAbsolute()
    {
        var exception = Assert.Throws<ArgumentException>(() => BuilderPattern.From("shop"));

        Assert.Equal(
            "The context directory 'shop' is not an absolute path. (Parameter 'directory')", exception.Message);
    }

    [Fact]
    public void NameChangesBothImages()
    {
        var pattern = Pattern.Named("api");

        Assert.Equal("api", pattern.Name);
        Assert.Equal(["api-builder"], Names(pattern.BuilderImage.Tags));
        Assert.Equal(["api"], Names(pattern.RuntimeImage.Tags));
    }

    [Fact]
    public void EachPartIsSetOnACopy()
    {
        var pattern = Pattern;
        var changed = pattern
            .Builder("build.Dockerfile", settings => settings.SetTarget("sdk"))
            .Runtime("run.Dockerfile", "shop:1", "shop:latest")
            .Runtime(settings => settings.EnablePull())
            .Artifact("/out/app")
            .Artifact("/out/*.so", "lib")
            .Run("make", "test")
            .Report("/out/report.xml", "/reports")
            .DependsOn("base", "sdk");

        Assert.Equal("build.Dockerfile", changed.BuilderImage.Context.DockerfilePath);
        Assert.Equal("sdk", changed.BuilderImage.Target);
        Assert.Equal("run.Dockerfile", changed.RuntimeImage.Context.DockerfilePath);
        Assert.Equal(["shop:1", "shop:latest"], Names(changed.RuntimeImage.Tags));
        Assert.True(changed.RuntimeImage.Pull);
        Assert.Equal([new Artifact("/out/app"), new Artifact("/out/*.so", "lib")], changed.Artifacts);
        Assert.Equal(["make", "test"], changed.Command);
        Assert.Equal([new Artifact("/out/report.xml")], changed.Reports);
        Assert.Equal("/reports", changed.ReportsDirectory);
        Assert.Equal(["base", "sdk"], changed.Dependencies);
        Assert.Equal(Pattern.BuilderImage.Context, pattern.BuilderImage.Context);
        Assert.Empty(pattern.Artifacts);
    }

    [Fact]
    public void RuntimeWithoutTagsKeepsThoseItHas() =>
        Assert.Equal(["web-shop"], Names(Pattern.Runtime("run.Dockerfile").RuntimeImage.Tags));

    [Fact]
    public void PairOfADirectoryIsDiscovered()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("builder.Dockerfile", "");
        directory.Write("Dockerfile", "");

        var pattern = BuilderPattern.Discover(directory.Path);

        Assert.Equal("builder.Dockerfile", pattern.BuilderImage.Context.DockerfilePath);
        Assert.Equal("Dockerfile", pattern.RuntimeImage.Context.DockerfilePath);
        Assert.Equal(ImageName.FromDirectory(directory.Path), pattern.Name);
    }

    [Fact]
    public void EveryViolationIsToldAtOnce()
    {
        var pattern = (Pattern with { Name = "Web Shop", ArtifactsDirectory = "dist" })
            .Artifact("")
            .Report("../report", "reports")
            .Builder("a", settings => settings.SetTarget(""))
            .Runtime(settings => settings.SetContextDirectory(null));

        var exception = Assert.Throws<ArgumentException>(pattern.Validate);

        Assert.Equal(
            "Image 'Web Shop' cannot be built, for 8 reasons: an artifact has an empty source; "
            + "the artifact '../report' contains '..'. Name the path itself; "
            + "the name 'Web Shop' is not of lower-case letters, digits, '.', '_' and '-'; "
            + "reports are set, but no command writes them. Call Run; "
            + "the directory of the artifacts, 'dist', is not an absolute path; "
            + "the directory of the reports, 'reports', is not an absolute path; "
            + "builder image: the target is empty. Leave it null for the last stage; "
            + "runtime image: no context directory is set. Call SetContextDirectory.",
            exception.Message);
    }

    [Fact]
    public void DefaultPatternIsValid() => Pattern.Validate();

    [Fact]
    public void FactorIsThatOfTheSizes()
    {
        var builder = new BuilderImage { Id = "sha256:1", Name = "shop-builder", SizeBytes = 900 };
        var runtime = new RuntimeImage { Id = "sha256:2", Tags = [], SizeBytes = 300 };

        Assert.Equal(3, new BuilderPatternReport(builder, [], runtime).Factor);
        Assert.Equal(900, new BuilderPatternReport(builder, [], runtime with { SizeBytes = 0 }).Factor);
    }

    static IEnumerable<string> Names(IEnumerable<ImageReference> references) =>
        references.Select(reference => reference.ToString());
}
