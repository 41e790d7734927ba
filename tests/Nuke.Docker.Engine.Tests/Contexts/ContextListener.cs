using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nuke.Docker.Contexts;

/// <summary>Answers as little as the docker CLI needs of an engine, and keeps the build context that it
/// sends.</summary>
sealed class ContextListener : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    byte[]? _archive;

    public ContextListener()
    {
        _listener.Start();
        Serving = ServeAsync();
    }

    /// <summary>As <c>DOCKER_HOST</c> wants it.</summary>
    public string Endpoint => $"tcp://{_listener.LocalEndpoint}";

    /// <summary>Ends with the listener.</summary>
    public Task Serving { get; }

    /// <summary>The last archive, once.</summary>
    public byte[]? TakeArchive() => Interlocked.Exchange(ref _archive, null);

    public void Dispose() => _listener.Dispose();

    async Task ServeAsync()
    {
        while (await AcceptAsync() is { } client)
        {
            using (client)
                await AnswerAsync(new BufferedStream(client.GetStream()));
        }
    }

    async Task<TcpClient?> AcceptAsync()
    {
        try
        {
            return await _listener.AcceptTcpClientAsync();
        }
        catch (SocketException) // Disposed while it waited: the end of the test.
        {
            return null;
        }
    }

    async Task AnswerAsync(BufferedStream stream)
    {
        var request = ReadLine(stream);
        var isChunked = false;
        while (ReadLine(stream) is { Length: > 0 } header)
            isChunked |= header.Equals("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);
        if (isChunked)
            Interlocked.Exchange(ref _archive, ReadChunks(stream));
        var body = request.StartsWith("HEAD", StringComparison.Ordinal) ? "" : "{}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nOstype: linux\r\nConnection: close\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        await stream.FlushAsync();
    }

    /// <summary>The body; <see langword="null"/> if the client stopped halfway.</summary>
    static byte[]? ReadChunks(BufferedStream stream)
    {
        using var body = new MemoryStream();
        while (ReadLine(stream) is { Length: > 0 } size)
        {
            var chunk = new byte[int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture)];
            stream.ReadExactly(chunk);
            body.Write(chunk);
            ReadLine(stream);
            if (chunk.Length == 0)
                return body.ToArray();
        }

        return null;
    }

    static string ReadLine(BufferedStream stream)
    {
        var line = new StringBuilder();
        for (var value = stream.ReadByte(); value is not ('\n' or -1); value = stream.ReadByte())
            line.Append((char)value);
        return line.ToString().TrimEnd('\r');
    }
}
