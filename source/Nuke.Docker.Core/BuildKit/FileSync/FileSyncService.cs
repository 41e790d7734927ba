using System.Collections.Concurrent;
using System.Net;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Sessions;
using Nuke.Docker.Contexts;
using Nuke.Docker.Progress;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>Lets BuildKit fetch what it lacks of the build context and of other directories.</summary>
/// <param name="directories">By the names that a solve uses for them, such as <c>context</c>.</param>
sealed class FileSyncService(IReadOnlyDictionary<string, SyncedDirectory> directories) : ISessionService
{
    /// <summary>What BuildKit asks for before it asks for anything else, to read it.</summary>
    const string IgnoreFile = ".dockerignore";

    const string DockerfileDirectory = "dockerfile";

    readonly ConcurrentQueue<FileTransfer> _transfers = new();
    readonly ConcurrentQueue<ProgressEvent> _news = new();

    public IEnumerable<KeyValuePair<string, GrpcHandler>> Methods =>
        [new("/moby.filesync.v1.FileSync/DiffCopy", CopyAsync)];

    /// <summary>What was sent so far, in the order in which it ended.</summary>
    public IReadOnlyCollection<FileTransfer> Transfers => _transfers;

    /// <summary>What was sent since the last call, but for the Dockerfile and the ignore file.</summary>
    public IEnumerable<ProgressEvent> TakeNews()
    {
        while (_news.TryDequeue(out var sent))
            yield return sent;
    }

    /// <summary>Why a file could not be sent: the build fails for that reason, whatever BuildKit makes of it.</summary>
    public Exception? Failure { get; private set; }

    async Task CopyAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        var name = call.Metadata("dir-name") is [var first, ..] ? first : "";
        if (!directories.TryGetValue(name, out var directory))
            throw new GrpcException(GrpcCode.NotFound, $"no directory '{name}' was given");
        var followed = Values(call, "followpaths");
        var files = SyncSelection.Select(directory, Values(call, "include-patterns"), followed);
        var sender = new FileSender(call, files);
        try
        {
            await sender.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BuildContextException e)
        {
            // Known before BuildKit hears of it and ends the solve.
            Failure = e;
            await sender.BreakOffAsync(e.Message, cancellationToken).ConfigureAwait(false);
            throw;
        }

        _transfers.Enqueue(new FileTransfer(name, files.Count, sender.SentFiles, sender.SentBytes));
        if (name != DockerfileDirectory && followed is not [IgnoreFile])
            _news.Enqueue(new ProgressEvent.FilesSent(
                name, sender.SentFiles, files.Count(file => file.Open is not null), sender.SentBytes));
    }

    /// <summary>Since BuildKit 0.12 values that are not ASCII arrive as in a query, and a second header says
    /// so.</summary>
    static IReadOnlyList<string> Values(GrpcCall call, string name) => call.Metadata($"{name}-encoded") is ["1", ..]
        ? [.. call.Metadata(name).Select(WebUtility.UrlDecode).OfType<string>()]
        : call.Metadata(name);
}
