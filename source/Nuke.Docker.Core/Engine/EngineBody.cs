using Nuke.Docker.Engine.Connections;

namespace Nuke.Docker.Engine;

/// <summary>
/// The body of an answer that is read as it comes, or the raw connection after an upgrade: errors in our words, and
/// disposing it ends the transfer.
/// </summary>
sealed class EngineBody : SequentialStream
{
    readonly EngineEndpoint _endpoint;
    readonly string _route;
    readonly HttpResponseMessage _response;
    readonly Stream _inner;

    EngineBody(EngineEndpoint endpoint, string route, HttpResponseMessage response, Stream inner) =>
        (_endpoint, _route, _response, _inner) = (endpoint, route, response, inner);

    public override bool CanWrite => _inner.CanWrite;

    public static async Task<Stream> OpenAsync(
        EngineEndpoint endpoint, string route, HttpResponseMessage response, CancellationToken cancellationToken) =>
        new EngineBody(
            endpoint,
            route,
            response,
            await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ConnectionFailure.Translate(_endpoint, _route, e);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _inner.Read(buffer);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ConnectionFailure.Translate(_endpoint, _route, e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await _inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ConnectionFailure.Translate(_endpoint, _route, e);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    public override void Flush() => _inner.Flush();

    public override void Write(byte[] buffer, int offset, int count) => _inner.Write(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
            _response.Dispose();
        }

        base.Dispose(disposing);
    }
}
