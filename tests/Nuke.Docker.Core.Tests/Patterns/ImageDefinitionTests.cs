using Nuke.Docker.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Patterns;

public sealed class ImageDefinitionTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void PairOfDockerfilesIsABuilderPattern()
    {
        Write("Dockerfile-builder", "Dockerfile-runtime", "Dockerfile");

        var pattern = Assert.IsType<BuilderPattern>(ImageDefinition.Discover(_directory.Path));

        Assert.Equal("Dockerfile-builder", pattern.BuilderImage.Context.DockerfilePath);
        Assert.Equal("Dockerfile-runtime", pattern.RuntimeImage.Context.DockerfilePath);
    }

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("dockerfile")]
    public void SingleDockerfileIsAMultiStageImage(string name)
    {
        Write(name, "Dockerfile.dev", "Dockerfile.dockerignore");

        var image = Assert.IsType<MultiStage>(ImageDefinition.Discover(_directory.Path));

        Assert.Equal(name, image.RuntimeImage.Context.DockerfilePath);
    }

    [Fact]
    public void HalfAPairBesideADockerfileIsAmbiguous()
    {
        Write("Dockerfile", "Dockerfile-runtime");

        Assert.Equal(
            $"'{_directory.Path}' has 'Dockerfile' and half a pair of Dockerfiles, 'Dockerfile-runtime': which of "
            + "them makes the image is not clear. Add the missing half, or declare the image with BuilderPattern.From "
            + "or MultiStage.From.",
            Failure());
    }

    [Fact]
    public void DockerfilesThatDifferInCaseOnlyAreAmbiguous()
    {
        Write("Dockerfile", "dockerfile");

        Assert.Equal(
            $"'{_directory.Path}' has several Dockerfiles that differ in case only: 'Dockerfile', 'dockerfile'. "
            + "Remove all but one, or declare the image with MultiStage.From.",
            Failure());
    }

    [Fact]
    public void NeitherIsToldWithWhatIsThere()
    {
        Write("Dockerfile.dev");

        Assert.Equal(
            $"'{_directory.Path}' has neither a pair of Dockerfiles such as 'Dockerfile-builder' and "
            + "'Dockerfile-runtime' nor a 'Dockerfile'. It has 'Dockerfile.dev'. Add what is missing, or declare the "
            + "image with BuilderPattern.From or MultiStage.From.",
            Failure());
    }

    string Failure() => Assert.Throws<FileNotFoundException>(() => ImageDefinition.Discover(_directory.Path)).Message;

    void Write(params string[] names)
    {
        foreach (var name in names)
            _directory.Write(name, "");
    }
}
