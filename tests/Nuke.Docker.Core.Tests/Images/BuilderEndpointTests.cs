using Nuke.Docker.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Images;

public class BuilderEndpointTests
{
    [Theory]
    [InlineData("tcp://builder:1234", "tcp://builder:1234", "")]
    [InlineData("unix:///run/buildkit/buildkitd.sock", "unix:///run/buildkit/buildkitd.sock", "")]
    [InlineData("linux/arm64=tcp://arm:1234", "tcp://arm:1234", "linux/arm64")]
    [InlineData("linux/arm64+linux/arm/v7=tcp://arm:1234", "tcp://arm:1234", "linux/arm64,linux/arm/v7")]
    [InlineData("unix:///run/a=b.sock", "unix:///run/a=b.sock", "")]
    public void AnAddressAndWhatItIsTakenForAreRead(string text, string address, string platforms)
    {
        var endpoint = BuilderEndpoint.Parse(text);

        Assert.Equal(address, endpoint.Address);
        Assert.Equal(platforms, string.Join(',', endpoint.Platforms));
        Assert.Equal(text, endpoint.ToString());
        Assert.Null(endpoint.Tls);
    }

    [Theory]
    [InlineData("builder:1234", "it has no scheme. Did you mean 'tcp://builder:1234'?")]
    [InlineData("tcp://builder", "it has no port. buildkitd is usually told to take 1234.")]
    [InlineData("ssh://me@build:22", "builders are not reached through ssh. Forward the port or socket with 'ssh -L'.")]
    [InlineData("arm=tcp://builder:1234", "'arm' is not a platform such as 'linux/arm64'.")]
    [InlineData("linux/arm64=", "it has no scheme. Did you mean 'tcp://'?")]
    public void WhatIsNoBuilderSaysWhy(string text, string problem)
    {
        Assert.False(BuilderEndpoint.TryParse(text, out _));

        var error = Assert.Throws<FormatException>(() => BuilderEndpoint.Parse(text));

        Assert.Equal($"'{text}' is not a builder: {problem}", error.Message);
    }

    [Fact]
    public void CertificatesAreFoundAsDockerNamesThem()
    {
        using var authority = new CertificateAuthority();
        authority.IssueClient();

        var tls = BuilderEndpoint.Parse("tcp://builder:1234").WithCertificates(authority.Directory).Tls!;

        Assert.Equal(
            new EndpointTls
            {
                CaFile = authority.CaFile,
                CertificateFile = Path.Combine(authority.Directory, "cert.pem"),
                KeyFile = Path.Combine(authority.Directory, "key.pem"),
            },
            tls);
    }

    [Fact]
    public void ADirectoryWithoutCertificatesIsRefused()
    {
        using var directory = new TemporaryDirectory();

        var error = Assert.Throws<ArgumentException>(
            () => BuilderEndpoint.Parse("tcp://builder:1234").WithCertificates(directory.Path));

        Assert.Equal(
            $"'{directory.Path}' has none of ca.pem, cert.pem and key.pem, with which the builder at "
            + "'tcp://builder:1234' would be reached.",
            error.Message);
    }

    [Fact]
    public void TheLaterOfTwoChoicesCounts()
    {
        var settings = ImageBuildSettings.Default.SetBuilder(BuilderEndpoint.Parse("tcp://builder:1234"));

        Assert.Equal(ImageBuilder.BuildKit, settings.Builder);
        Assert.Single(settings.BuilderEndpoints);
        Assert.Empty(settings.SetBuilder(ImageBuilder.Auto).BuilderEndpoints);
    }
}
