using Nuke.Docker.Engine;

namespace Nuke.Docker.Core.Tests.Engine;

public sealed class EngineEndpointTests
{
    [Theory]
    [InlineData("unix:///var/run/docker.sock", EndpointScheme.Unix, "", 0, "", "/var/run/docker.sock")]
    [InlineData("npipe:////./pipe/docker_engine", EndpointScheme.NamedPipe, ".", 0, "", "docker_engine")]
    [InlineData("npipe:////build-7/pipe/docker", EndpointScheme.NamedPipe, "build-7", 0, "", "docker")]
    [InlineData("tcp://build-7", EndpointScheme.Tcp, "build-7", 2375, "", "")]
    [InlineData("tcp://build-7:80", EndpointScheme.Tcp, "build-7", 80, "", "")]
    [InlineData("tcp://[::1]:2375", EndpointScheme.Tcp, "::1", 2375, "", "")]
    [InlineData("http://build-7:5000/", EndpointScheme.Tcp, "build-7", 5000, "", "")]
    [InlineData("https://build-7", EndpointScheme.Tcp, "build-7", 2376, "", "")]
    [InlineData("ssh://build-7", EndpointScheme.Ssh, "build-7", 0, "", "")]
    [InlineData("ssh://me@build-7:2222", EndpointScheme.Ssh, "build-7", 2222, "me", "")]
    [InlineData("ssh://me@build-7/run/other.sock", EndpointScheme.Ssh, "build-7", 0, "me", "/run/other.sock")]
    public void AnEndpointIsReadToItsParts(
        string text, EndpointScheme scheme, string host, int port, string user, string path)
    {
        var endpoint = EngineEndpoint.Parse(text);

        Assert.Equal(
            (scheme, host, port, user, path),
            (endpoint.Scheme, endpoint.Host, endpoint.Port, endpoint.User, endpoint.SocketPath));
        Assert.Equal(text, endpoint.ToString());
        Assert.Equal(text.StartsWith("https", StringComparison.Ordinal), endpoint.Tls is not null);
    }

    [Theory]
    [InlineData("/var/run/docker.sock", "it has no scheme. Did you mean 'unix:///var/run/docker.sock'?")]
    [InlineData("build-7:2375", "it has no scheme. Did you mean 'tcp://build-7:2375'?")]
    [InlineData("fd://3", "the scheme 'fd' is none of unix, npipe, tcp, http, https, ssh.")]
    [InlineData("unix://docker.sock", "the path of the socket is not absolute.")]
    [InlineData("npipe://docker_engine", "a pipe is written 'npipe:////./pipe/docker_engine'.")]
    [InlineData("tcp://", "it has no host, or a port that is not a number up to 65535.")]
    [InlineData("tcp://build-7:99999", "it has no host, or a port that is not a number up to 65535.")]
    [InlineData("tcp://me@build-7", "it has a user name.")]
    [InlineData("tcp://build-7/prefix", "it has a path.")]
    [InlineData("tcp://build-7?a=b", "it has a query or a fragment.")]
    [InlineData("ssh://me:secret@build-7", "it has a password. Let ssh find a key instead.")]
    [InlineData("ssh://-oProxyCommand=x@build-7", "host and user must not begin with a dash.")]
    public void WhatIsNotAnEndpointIsRefusedWithTheReason(string text, string reason)
    {
        var error = Assert.Throws<FormatException>(() => EngineEndpoint.Parse(text));

        Assert.Equal($"'{text}' is not an engine endpoint: {reason}", error.Message);
        Assert.False(EngineEndpoint.TryParse(text, out _));
    }

    [Fact]
    public void APathThatNoSocketAddressHoldsIsRefused()
    {
        var path = "/" + new string('x', 120);

        var error = Assert.Throws<FormatException>(() => EngineEndpoint.Parse($"unix://{path}"));

        var limit = OperatingSystem.IsLinux() ? 107 : 103;
        Assert.Equal(
            $"'unix://{path}' is not an engine endpoint: the path of the socket has 121 bytes, this system allows "
            + $"{limit}. Use a shorter path; a symbolic link will do.",
            error.Message);
    }
}
