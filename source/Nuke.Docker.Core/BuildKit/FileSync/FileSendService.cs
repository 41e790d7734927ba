using System.Globalization;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Sessions;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>Takes the results that come to this machine: directories and archives.</summary>
/// <param name="receivers">What to do with the result of each exporter of the solve; <see langword="null"/> for those
/// that send nothing.</param>
sealed class FileSendService(IReadOnlyList<GrpcHandler?> receivers) : ISessionService
{
    const string ExporterHeader = "buildkit-attachable-exporter-id";

    public IEnumerable<KeyValuePair<string, GrpcHandler>> Methods =>
        [new("/moby.filesync.v1.FileSend/DiffCopy", ReceiveAsync)];

    /// <summary>Why a result could not be written: the build fails for that reason, whatever BuildKit makes of
    /// it.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Files into a directory.</summary>
    public static GrpcHandler Into(string directory, OutputTally? tally = null) => async (call, cancellationToken) =>
    {
        using var tree = new OutputTree(directory, tally);
        await new FileReceiver(call, tree).RunAsync(cancellationToken).ConfigureAwait(false);
    };

    /// <summary>An archive into a stream, which is closed at the end.</summary>
    /// <param name="open">Opens the stream.</param>
    /// <param name="target">What errors call it.</param>
    public static GrpcHandler Into(Func<CancellationToken, Task<Stream>> open, string target = "the archive") =>
        async (call, cancellationToken) =>
        {
            var stream = await open(cancellationToken).ConfigureAwait(false);
            try
            {
                while (await call.ReadAsync<BytesMessage>(cancellationToken).ConfigureAwait(false) is { } piece)
                    await WriteAsync(() => stream.WriteAsync(piece.Data, cancellationToken)).ConfigureAwait(false);
            }
            finally
            {
                await WriteAsync(stream.DisposeAsync).ConfigureAwait(false);
            }

            async ValueTask WriteAsync(Func<ValueTask> write)
            {
                try
                {
                    await write().ConfigureAwait(false);
                }
                catch (IOException e)
                {
                    throw new BuildOutputException(target, e);
                }
            }
        };

    async Task ReceiveAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        try
        {
            await Find(call)(call, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerException e) when (e is not GrpcException)
        {
            Failure = e;
            throw;
        }
    }

    GrpcHandler Find(GrpcCall call)
    {
        // Before BuildKit 0.13 there is one exporter, and nobody numbers it.
        var receiver = call.Metadata(ExporterHeader) is [var id, ..]
            ? int.TryParse(id, CultureInfo.InvariantCulture, out var index) ? receivers.ElementAtOrDefault(index) : null
            : receivers.FirstOrDefault(known => known is not null);
        return receiver ?? throw new GrpcException(GrpcCode.NotFound, "no output of this build is written here");
    }
}
