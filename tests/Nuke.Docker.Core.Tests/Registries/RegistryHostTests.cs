using Nuke.Docker.Registries;

namespace Nuke.Docker.Core.Tests.Registries;

public class RegistryHostTests
{
    [Theory]
    [InlineData("registry.example.com", "registry.example.com")]
    [InlineData("Registry.Example.com:5000", "registry.example.com:5000")]
    [InlineData("https://registry.example.com/v2/", "registry.example.com")]
    [InlineData("http://127.0.0.1:5000", "127.0.0.1:5000")]
    [InlineData("registry.example.com/team", "registry.example.com")]
    [InlineData(null, "docker.io")]
    [InlineData("docker.io", "docker.io")]
    [InlineData("index.docker.io", "docker.io")]
    [InlineData("registry-1.docker.io", "docker.io")]
    [InlineData("https://index.docker.io/v1/", "docker.io")]
    public void SchemePathAndOlderNamesAreNoPartOfARegistry(string? text, string host) =>
        Assert.Equal(host, RegistryHost.Of(text));

    [Theory]
    [InlineData("docker.io", "https://index.docker.io/v1/")]
    [InlineData("127.0.0.1:5000", "127.0.0.1:5000")]
    public void OnlyDockerHubIsKnownUnderAnOldName(string host, string key) =>
        Assert.Equal(key, RegistryHost.Key(host));
}
