using System.Net;
using Nuke.Docker.Containers;

namespace Nuke.Docker.Core.Tests.Containers;

public class PublishedPortTests
{
    [Theory]
    [InlineData("80", 80, null, null, TransportProtocol.Tcp)]
    [InlineData("80/udp", 80, null, null, TransportProtocol.Udp)]
    [InlineData("8080:80", 80, 8080, null, TransportProtocol.Tcp)]
    [InlineData("127.0.0.1:8080:80/TCP", 80, 8080, "127.0.0.1", TransportProtocol.Tcp)]
    [InlineData("127.0.0.1::80", 80, null, "127.0.0.1", TransportProtocol.Tcp)]
    [InlineData("[::1]:8080:80/sctp", 80, 8080, "::1", TransportProtocol.Sctp)]
    [InlineData(":80", 80, null, null, TransportProtocol.Tcp)]
    public void TheFormsOfTheCommandLineAreRead(
        string text, int port, int? hostPort, string? address, TransportProtocol protocol)
    {
        var expected = new PublishedPort(port, hostPort, address is null ? null : IPAddress.Parse(address), protocol);

        Assert.Equal(expected, PublishedPort.Parse(text));
        Assert.Equal(expected, PublishedPort.Parse(expected.ToString()));
    }

    [Theory]
    [InlineData("", "expected '[[address:]host-port:]port[/protocol]', such as '8080:80' or '127.0.0.1:8080:80/tcp'")]
    [InlineData(
        "8080:", "expected '[[address:]host-port:]port[/protocol]', such as '8080:80' or '127.0.0.1:8080:80/tcp'")]
    [InlineData(
        "1:2:3:4", "expected '[[address:]host-port:]port[/protocol]', such as '8080:80' or '127.0.0.1:8080:80/tcp'")]
    [InlineData("http", "'http' is no number from 1 to 65535")]
    [InlineData("0", "'0' is no number from 1 to 65535")]
    [InlineData("65536:80", "'65536' is no number from 1 to 65535")]
    [InlineData("80/icmp", "'icmp' is no protocol; use tcp, udp or sctp")]
    [InlineData("80/1", "'1' is no protocol; use tcp, udp or sctp")]
    [InlineData("80/", "'' is no protocol; use tcp, udp or sctp")]
    [InlineData("8000-8002:80-82", "it is a range; publish each port by itself")]
    [InlineData("localhost:8080:80", "'localhost' is no IP address")]
    public void AnErrorSaysWhy(string text, string reason)
    {
        Assert.False(PublishedPort.TryParse(text, out _));
        Assert.Equal(
            $"'{text}' is not a port to publish: {reason}.",
            Assert.Throws<FormatException>(() => PublishedPort.Parse(text)).Message);
    }
}
