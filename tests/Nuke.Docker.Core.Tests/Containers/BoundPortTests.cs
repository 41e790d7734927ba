using Nuke.Docker.Containers;
using Nuke.Docker.Containers.Running;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Core.Tests.Containers;

public class BoundPortTests
{
    [Fact]
    public void EveryAddressAndTheLoopbackAreReachedAtTheEnginesHost()
    {
        var ports = BoundPorts.Read(
            [
                new("80/tcp", "::", "49154"), new("80/tcp", "0.0.0.0", "49153"), new("53/udp", "", "53"),
                new("443/tcp", "127.0.0.1", "8443"), new("90/tcp", "10.1.2.3", "90"), new("91/tcp", "", ""),
            ],
            "build-7");

        Assert.Equal(
            ["build-7:53 -> 53/udp", "build-7:49153 -> 80/tcp", "10.1.2.3:90 -> 90/tcp", "build-7:8443 -> 443/tcp"],
            ports.Select(port => port.ToString()));
    }

    [Theory]
    [InlineData("10.0.0.1", "http://10.0.0.1:8080/a?b=c")]
    [InlineData("::1", "http://[::1]:8080/a?b=c")]
    [InlineData("[::1]", "http://[::1]:8080/a?b=c")]
    public void ItIsAUri(string host, string uri)
    {
        var port = new BoundPort(80, TransportProtocol.Tcp, host, 8080);

        Assert.Equal(new Uri(uri), port.ToUri("/a?b=c"));
        Assert.Equal(new Uri(uri), port.ToUri("a?b=c"));
    }

    [Theory]
    [InlineData("unix:///var/run/docker.sock", "127.0.0.1")]
    [InlineData("npipe:////./pipe/docker_engine", "127.0.0.1")]
    [InlineData("tcp://build-7:2375", "build-7")]
    [InlineData("ssh://me@build-7", "build-7")]
    public void TheEnginesHostFollowsFromTheEndpoint(string endpoint, string host)
    {
        Assert.Equal(host, EngineEndpoint.Parse(endpoint).PublishedHost);
        Assert.Equal("10.9.8.7", (EngineEndpoint.Parse(endpoint) with { PublishedHost = "10.9.8.7" }).PublishedHost);
        Assert.Equal(host, (EngineEndpoint.Parse(endpoint) with { PublishedHost = "" }).PublishedHost);
    }
}
