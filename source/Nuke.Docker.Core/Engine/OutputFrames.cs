using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace Nuke.Docker.Engine;

/// <summary>Splits the stream of a container without a terminal into lines of standard output and standard
/// error.</summary>
/// <remarks>
/// <code>
/// byte  0       1  2  3   4  5  6  7        8 …
///       stream  0  0  0   length (big end)  payload
/// </code>
/// A frame is whatever the process wrote at once: lines, and characters, may be split across frames.
/// </remarks>
static class OutputFrames
{
    const int HeaderLength = 8;
    const int DaemonError = 3;

    public static async IAsyncEnumerable<ContainerOutput> ReadAsync(
        EngineEndpoint endpoint,
        string route,
        Stream stream,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 32 * 1024, leaveOpen: true));
        LineAssembler[] assemblers = [new(OutputStream.Stdout), new(OutputStream.Stderr)];
        var frame = default((int Stream, long Left));
        var lines = new List<ContainerOutput>();
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            while (frame.Left > 0 ? buffer.Length > 0 : buffer.Length >= HeaderLength)
            {
                if (frame.Left == 0)
                {
                    frame = Header(route, ref buffer);
                    continue;
                }

                var payload = buffer.Slice(0, Math.Min(frame.Left, buffer.Length));
                buffer = buffer.Slice(payload.End);
                frame.Left -= payload.Length;
                if (frame.Stream == DaemonError)
                    throw EngineRequestException.FailedInStream(route, Encoding.UTF8.GetString(payload).Trim());
                assemblers[Math.Max(frame.Stream - 1, 0)].Append(payload, lines);
            }

            foreach (var line in lines)
                yield return line;
            lines.Clear();
            if (result.IsCompleted)
            {
                if (frame.Left > 0 || buffer.Length > 0)
                    throw EngineUnavailableException.Lost(endpoint, route, "cut the output");
                break;
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
        }

        foreach (var assembler in assemblers)
            if (assembler.Rest() is { } rest)
                yield return rest;
    }

    static (int Stream, long Left) Header(string route, ref ReadOnlySequence<byte> buffer)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        buffer.Slice(0, HeaderLength).CopyTo(header);
        buffer = buffer.Slice(HeaderLength);
        if (header[0] > DaemonError || (header[1] | header[2] | header[3]) != 0)
            throw EngineRequestException.Unreadable(
                System.Net.HttpStatusCode.OK,
                route,
                $"{Convert.ToHexString(header)} is not the head of an output frame");
        return (header[0], BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
    }
}
