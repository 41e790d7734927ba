using Nuke.Docker.Components;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Tests.Components;

public class ImagePlanTests
{
    [Fact]
    public void IndependentImagesAreOneWaveInTheOrderOfTheirDeclaration() =>
        Assert.Equal(["b a c"], Waves([Image("b"), Image("a"), Image("c")]));

    [Fact]
    public void ImagesFollowWhatTheyDependOn() =>
        Assert.Equal(
            ["base other", "api web", "shop"],
            Waves(
                [Image("shop", "web", "api"), Image("api", "base"), Image("web", "base"), Image("base"), Image(
                    "other")]));

    [Fact]
    public void SelectedImagesBringWhatTheyDependOn()
    {
        BuilderPattern[] images = [Image("shop", "api"), Image("api", "base"), Image("base"), Image("other")];

        Assert.Equal(["base", "api", "shop"], Waves(images, "shop"));
        Assert.Equal(["base other"], Waves(images, "other", "base", "other"));
    }

    [Fact]
    public void BuildWithoutImagesIsRefused() =>
        Assert.Equal("The build declares no image. Let DockerImages return at least one.", Failure([]));

    [Fact]
    public void NameIsGivenOnce() =>
        Assert.Equal(
            "Two images are called 'a'. Give one of them another name with Named(…).",
            Failure([Image("a"), Image("b"), Image("a")]));

    [Fact]
    public void UnknownNameIsToldWithWhereItCameFrom()
    {
        Assert.Equal(
            "'c' (from --docker-images) is no image of this build. It has 'a', 'b'.",
            Failure([Image("a"), Image("b")], "c"));
        Assert.Equal(
            "'c' (from DependsOn of 'b') is no image of this build. It has 'a', 'b'.",
            Failure([Image("a"), Image("b", "c")]));
    }

    [Fact]
    public void CircleIsToldByItsNames() =>
        Assert.Equal(
            "Images depend on each other in a circle: 'a', 'b'. Remove one DependsOn.",
            Failure([Image("a", "b"), Image("b", "a"), Image("c")]));

    [Fact]
    public void ImageThatOnlyWaitsForACircleIsNoPartOfIt() =>
        Assert.Equal(
            "Images depend on each other in a circle: 'b', 'c'. Remove one DependsOn.",
            Failure([Image("a", "b"), Image("b", "c"), Image("c", "b")]));

    static IEnumerable<string> Waves(IEnumerable<BuilderPattern> images, params string[] selected) =>
        ImagePlan.Waves(images, selected).Select(wave => string.Join(' ', wave.Select(image => image.Name)));

    static string Failure(IEnumerable<BuilderPattern> images, params string[] selected) =>
        Assert.Throws<ArgumentException>(() => ImagePlan.Waves(images, selected)).Message;

    static BuilderPattern Image(string name, params string[] dependencies) =>
        BuilderPattern.From("/repo").Named(name).DependsOn(dependencies);
}
