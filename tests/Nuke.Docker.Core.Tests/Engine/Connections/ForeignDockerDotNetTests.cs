using System.Reflection;
using Nuke.Docker.Engine;
using Nuke.Docker.Engine.Connections;

namespace Nuke.Docker.Core.Tests.Engine.Connections;

public sealed class ForeignDockerDotNetTests
{
    static readonly EngineEndpoint _endpoint = EngineEndpoint.Parse("unix:///run/docker.sock");

    [Theory]
    [InlineData("1.0.0.0")]
    [InlineData("3.125.0.0")]
    [InlineData("3.125.15.0")]
    public void ThePackageAndItsStandInAreOurs(string version) =>
        Assert.Null(
            Record.Exception(
                () => ForeignDockerDotNet.Check(_endpoint, new AssemblyName($"Docker.DotNet, Version={version}"))));

    [Theory]
    [InlineData("3.126.0.0")]
    [InlineData("3.132.0.0")]
    [InlineData("4.3.3.0")]
    public void TheForkIsNamedWithTheRemedy(string version)
    {
        var error = Assert.Throws<EngineUnavailableException>(
            () => ForeignDockerDotNet.Check(_endpoint, new AssemblyName($"Docker.DotNet, Version={version}")));

        Assert.Equal(
            $"Docker.DotNet {version} was loaded where Nuke.Docker needs Docker.DotNet 3.125.15: a fork of the same "
            + "name (Docker.DotNet.Enhanced, brought by Testcontainers among others) has taken its place. "
            + "Keep the package that brings it out of the build project.",
            error.Message);
    }
}
