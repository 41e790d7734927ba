using System.Globalization;
using System.Text;

namespace Nuke.Docker.Testing;

/// <summary>One request, and the connection to answer it on.</summary>
public sealed class ScriptedExchange
{
    readonly Stream _stream;
    readonly CancellationToken _stop;

    ScriptedExchange(Stream stream, ScriptedRequest request, CancellationToken stop) =>
        (_stream, Request, _stop) = (stream, request, stop);

    public ScriptedRequest Request { get; }

    public bool IsClosed { get; private set; }

    /// <summary>Canceled when the test is over.</summary>
    public CancellationToken Stop => _stop;

    /// <summary>The connection itself, for what follows an upgrade.</summary>
    public Stream Connection => _stream;

    /// <summary>Reads the body, answers with JSON of known length; to <c>HEAD</c> without it.</summary>
    public static Func<ScriptedExchange, Task> Json(string status, string json) => async exchange =>
    {
        await exchange.ReadBodyAsync();
        var body = exchange.Request.Method == "HEAD" ? "" : json;
        await exchange.SendAsync(
            $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{body}");
    };

    /// <summary>Reads the body to its end.</summary>
    /// <returns>It, without the marks of its chunks.</returns>
    public async Task<byte[]> ReadBodyAsync()
    {
        var body = new MemoryStream();
        if (Request.Headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
            while (int.Parse(
                await ReadLineAsync(_stream, _stop) ?? "0",
                NumberStyles.HexNumber,
                CultureInfo.InvariantCulture) is var length)
            {
                body.Write(await ReadAsync(length));
                await ReadLineAsync(_stream, _stop);
                if (length == 0)
                    break;
            }
        else if (Request.Headers.TryGetValue("Content-Length", out var text))
            body.Write(await ReadAsync(int.Parse(text, CultureInfo.InvariantCulture)));
        return body.ToArray();
    }

    /// <summary>Reads at least one byte of the body, as it is on the wire.</summary>
    /// <returns>How many; 0 when the client has hung up.</returns>
    public ValueTask<int> ReadSomeAsync(Memory<byte> buffer) => _stream.ReadAsync(buffer, _stop);

    /// <summary>Reads until the client hangs up.</summary>
    public async Task ReadToHangUpAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await ReadSomeAsync(buffer) > 0)
            {
                // Whatever is on its way.
            }
        }
        catch (IOException)
        {
            // Hung up without reading everything.
        }
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes, _stop);

    /// <summary>The head of an answer in chunks.</summary>
    public Task BeginChunksAsync(string contentType = "application/json") =>
        SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nTransfer-Encoding: chunked\r\n\r\n");

    public Task SendChunkAsync(string text) => SendChunkAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendChunkAsync(ReadOnlyMemory<byte> bytes)
    {
        await SendAsync($"{bytes.Length:x}\r\n");
        await SendAsync(bytes);
        await SendAsync("\r\n");
    }

    public Task EndChunksAsync() => SendAsync("0\r\n\r\n");

    /// <summary>Leaves the client waiting until it hangs up or the test is over.</summary>
    public Task StallAsync() => Task.Delay(Timeout.Infinite, _stop);

    /// <summary>Hangs up when the answer is written.</summary>
    public void Close() => IsClosed = true;

    internal static async Task<ScriptedExchange?> ReadHeadAsync(Stream stream, int connection, CancellationToken stop)
    {
        // HTTP/2 begins with a request that an engine of HTTP/1.1 refuses, and "SM" follows it.
        if (await ReadLineAsync(stream, stop) is not { } first || first == "SM")
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var lines = new List<string>();
        while (await ReadLineAsync(stream, stop) is { Length: > 0 } line)
        {
            lines.Add(line);
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] =
                line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        var parts = first.Split(' ');
        return new ScriptedExchange(
            stream, new ScriptedRequest(parts[0], parts[1], headers, connection) { Lines = lines }, stop);
    }

    // Byte by byte: what follows a head belongs to whoever reads it next.
    static async Task<string?> ReadLineAsync(Stream stream, CancellationToken stop)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stop) > 0)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            if (one[0] < ' ' && one[0] is not ((byte)'\r' or (byte)'\t'))
                throw new IOException("The client does not speak HTTP.");
            line.Append((char)one[0]);
        }

        return line.Length == 0 ? null : line.ToString();
    }

    async Task<byte[]> ReadAsync(int length)
    {
        var bytes = new byte[length];
        await _stream.ReadExactlyAsync(bytes, _stop);
        return bytes;
    }
}
