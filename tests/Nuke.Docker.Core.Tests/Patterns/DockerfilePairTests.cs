using Nuke.Docker.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Patterns;

public sealed class DockerfilePairTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("Dockerfile-builder", "Dockerfile-runtime")]
    [InlineData("Dockerfile.build", "Dockerfile.run")]
    [InlineData("Dockerfile_builder", "Dockerfile_runner")]
    [InlineData("builder.Dockerfile", "runtime.Dockerfile")]
    [InlineData("build-dockerfile", "run-dockerfile")]
    [InlineData("DOCKERFILE.BUILDER", "dockerfile.Runner")]
    [InlineData("Dockerfile.builder", "Dockerfile")]
    [InlineData("Dockerfile-builder", "dockerfile")]
    public void PairIsFound(string builder, string runtime)
    {
        Write("Dockerfile-test", "Dockerfile-builder.dockerignore", "builder.txt", builder, runtime);

        Assert.Equal(new DockerfilePair(builder, runtime), DockerfilePair.Find(_directory.Path));
    }

    [Fact]
    public void PlainDockerfileIsOnlyForWantOfARuntimesOwn()
    {
        Write("Dockerfile", "Dockerfile-builder", "Dockerfile-runtime");

        Assert.Equal("Dockerfile-runtime", DockerfilePair.Find(_directory.Path).Runtime);
    }

    [Fact]
    public void DirectoryWithoutDockerfilesIsToldSo()
    {
        Write("main.go");

        Assert.Equal(
            $"'{_directory.Path}' has no pair of Dockerfiles such as 'Dockerfile-builder' and 'Dockerfile-runtime'. "
            + "It has no Dockerfile at all. Add the missing one, or declare the image with BuilderPattern.From.",
            Failure());
    }

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("Dockerfile-builder")]
    [InlineData("Dockerfile-runtime")]
    public void HalfAPairIsToldWithWhatIsThere(string name)
    {
        Write(name, "other.Dockerfile");

        Assert.Equal(
            $"'{_directory.Path}' has no pair of Dockerfiles such as 'Dockerfile-builder' and 'Dockerfile-runtime'. "
            + $"It has '{name}', 'other.Dockerfile'. Add the missing one, or declare the image with "
            + "BuilderPattern.From.",
            Failure());
    }

    [Fact]
    public void SeveralForOneImageAreToldByName()
    {
        Write("Dockerfile-builder", "build.Dockerfile", "Dockerfile-runtime");

        Assert.Equal(
            $"'{_directory.Path}' has several Dockerfiles for the builder image: 'Dockerfile-builder', "
            + "'build.Dockerfile'. Remove all but one, or declare the image with BuilderPattern.From.",
            Failure());
    }

    [Fact]
    public void MissingDirectoryIsToldSo()
    {
        var missing = Path.Combine(_directory.Path, "missing");

        Assert.Equal(
            $"The context directory '{missing}' does not exist.",
            Assert.Throws<DirectoryNotFoundException>(() => DockerfilePair.Find(missing)).Message);
    }

    string Failure() => Assert.Throws<FileNotFoundException>(() => DockerfilePair.Find(_directory.Path)).Message;

    void Write(params string[] names)
    {
        foreach (var name in names)
            _directory.Write(name, "");
    }
}
