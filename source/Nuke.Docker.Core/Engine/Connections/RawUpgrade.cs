using System.Globalization;
using System.Net;
using System.Text;

namespace Nuke.Docker.Engine.Connections;

/// <summary>An upgrade on a connection of its own, written by hand.</summary>
/// <remarks>For headers that repeat: <see cref="HttpClient"/> folds them into one line, which Go does not take
/// apart.</remarks>
static class RawUpgrade
{
    const int LongestHead = 64 * 1024;

    /// <returns>The connection, from the first byte after the head.</returns>
    /// <exception cref="EngineRequestException">The engine did not switch protocols.</exception>
    /// <exception cref="EngineUnavailableException">There is no engine, or it hung up.</exception>
    public static async Task<Stream> OpenAsync(
        EngineEndpoint endpoint,
        string path,
        string protocol,
        IEnumerable<KeyValuePair<string, string>> headers,
        CancellationToken cancellationToken)
    {
        var route = $"POST {ApiVersions.WithoutVersion(path)}";
        var stream = await EngineDialer.DialAsync(endpoint, cancellationToken).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(Head(path, protocol, headers), cancellationToken).ConfigureAwait(false);
            var head = await ReadHeadAsync(stream, cancellationToken).ConfigureAwait(false);
            if (head[0].StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
                return stream;
            using var response = await ReadAnswerAsync(stream, head, route, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            throw EngineRequestException.Refused(response.StatusCode, route, EngineAnswer.Reason(response, body));
        }
        catch (IOException e)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw ConnectionFailure.Translate(endpoint, route, e);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    static byte[] Head(string path, string protocol, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var head = new StringBuilder();
        head.Append(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: {protocol}\r\n");
        head.Append("Content-Length: 0\r\n");
        foreach (var (name, value) in headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    /// <summary>Byte by byte: what follows the head belongs to the protocol that was switched to.</summary>
    static async Task<IReadOnlyList<string>> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head is not [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
        {
            if (head.Count == LongestHead || await stream.ReadAsync(one, cancellationToken).ConfigureAwait(false) == 0)
                throw new IOException("The head of the answer has no end.");
            head.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    static async Task<HttpResponseMessage> ReadAnswerAsync(
        Stream stream, IReadOnlyList<string> head, string route, CancellationToken cancellationToken)
    {
        if (head[0].Split(' ', 3) is not [_, var code, ..]
            || !int.TryParse(code, CultureInfo.InvariantCulture, out var status))
            throw EngineRequestException.Unreadable(HttpStatusCode.OK, route, $"it begins with '{head[0]}'");
        var length = head.Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(header => header is [var name, _]
                && name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            .Select(header => int.TryParse(header[1], CultureInfo.InvariantCulture, out var value) ? value : 0)
            .FirstOrDefault();
        var body = new byte[Math.Clamp(length, 0, LongestHead)];
        await stream.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
    }
}
