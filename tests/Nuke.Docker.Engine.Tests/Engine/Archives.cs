using System.Formats.Tar;
using System.Text;

namespace Nuke.Docker.Engine.Tests.Engine;

/// <summary>Small archives, written by the framework's own writer: an oracle that is not ours.</summary>
static class Archives
{
    public static Func<Stream, CancellationToken, Task> With(params (string Name, string Text)[] files) =>
        async (stream, cancellationToken) =>
    {
        await using var writer = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true);
        foreach (var (name, text) in files)
            await writer.WriteEntryAsync(
                new GnuTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text))
                }, cancellationToken);
    };

    public static Func<Stream, CancellationToken, Task> Dockerfile(string text) => With(("Dockerfile", text));

    /// <summary>A file of random bytes behind the Dockerfile, and what was written of it.</summary>
    public static Func<Stream, CancellationToken, Task> Large(long bytes, Upload upload) =>
        async (stream, cancellationToken) =>
    {
        await Dockerfile("FROM scratch\nCOPY . /\n")(stream, cancellationToken);
        var chunk = new byte[64 * 1024];
        Random.Shared.NextBytes(chunk);
        while (upload.Bytes < bytes)
        {
            await stream.WriteAsync(chunk, cancellationToken);
            upload.Bytes += chunk.Length;
        }
    };
}

sealed class Upload
{
    public long Bytes { get; set; }
}
