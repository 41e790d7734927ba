using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nuke.Docker.Testing;

/// <summary>Makes an <see cref="HttpListener"/> at a free port, which it cannot find by itself.</summary>
public static class FreePortListener
{
    const int MostAttempts = 10;

    /// <summary>Starts it.</summary>
    /// <param name="host">An address of this machine.</param>
    /// <returns>The listener, and host and port, such as <c>127.0.0.1:40123</c>.</returns>
    public static (HttpListener Listener, string Address) Start(string host)
    {
        for (var attempt = 1; ; attempt++)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"{host}:{FindPort(host)}");
            var listener = new HttpListener { Prefixes = { $"http://{address}/" } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < MostAttempts)
            {
                // Somebody else has taken the port meanwhile.
            }
        }
    }

    static int FindPort(string host)
    {
        using var probe = new TcpListener(IPAddress.Parse(host), 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
