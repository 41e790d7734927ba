using System.Net;

namespace Nuke.Docker.Engine.Connections;

/// <summary>A body that is written while it is sent, in chunks, of any length.</summary>
sealed class UploadContent(Func<Stream, CancellationToken, Task> write) : HttpContent
{
    /// <summary>Bytes from which on a body is worth a connection of its own.</summary>
    public const long Worthwhile = 64 * 1024;

    /// <summary>What the writer itself threw; not what the connection did to it.</summary>
    public Exception? WriterFailure { get; private set; }

    /// <summary>Sends another content this way, with its headers.</summary>
    public static UploadContent From(HttpContent content)
    {
        var upload = new UploadContent((stream, cancellationToken) => content.CopyToAsync(stream, cancellationToken));
        foreach (var (name, values) in content.Headers.NonValidated)
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                upload.Headers.TryAddWithoutValidation(name, values);
        return upload;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        UploadConnection.BodyBegins();
        var body = new UploadBody(stream);
        try
        {
            await write(body, cancellationToken).ConfigureAwait(false);
            await body.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The regular end of a body that the engine does not want: its answer is read next.
            if (body.Failure is UploadRefusedException)
                return;
            if (body.Failure is null)
                WriterFailure = e;
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
