using System.Collections.Concurrent;
using System.Text.Json;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Sessions;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.Content;

/// <summary>Lets BuildKit read and write blobs of this machine: caches in directories, images in layouts.</summary>
/// <remarks>
/// <c>containerd.services.content.v1.Content</c>, as far as BuildKit uses it. What a call is about, a header tells.
/// Nothing is handed out whose content is not what its name says.
/// </remarks>
/// <param name="stores">By the names that a solve uses for them, such as <c>local:…</c> and <c>oci:…</c>.</param>
sealed class ContentService(IReadOnlyDictionary<string, IBlobs> stores) : ISessionService
{
    const string Prefix = "/containerd.services.content.v1.Content/";
    const string StoreHeader = "buildkit-attachable-store-id";
    const int PieceBytes = 256 * 1024;
    const long MostBytesOfAManifest = 16 << 20;

    readonly ConcurrentDictionary<(IBlobs, BlobDigest), bool> _sound = new();
    readonly ConcurrentDictionary<IBlobs, BlobDigest> _lastWritten = new();

    public IEnumerable<KeyValuePair<string, GrpcHandler>> Methods =>
    [
        new($"{Prefix}Info", (call, stop) => WatchAsync(AnswerInfoAsync, call, stop)),
        new($"{Prefix}Read", (call, stop) => WatchAsync(ReadAsync, call, stop)),
        new($"{Prefix}Write", (call, stop) => WatchAsync(WriteAsync, call, stop)),
    ];

    /// <summary>Why a blob could not be read or written: the build fails for that reason, whatever BuildKit makes of
    /// it.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Lets <c>latest</c> of every directory that was written stand for what came last: the
    /// manifest.</summary>
    /// <remarks>What came last of a cache that may fail to be written need not be one.</remarks>
    /// <exception cref="BuildContentException">The index cannot be written.</exception>
    public void Publish()
    {
        foreach (var (store, digest) in _lastWritten)
        {
            using var manifest = store.Open(digest)
                ?? throw new BuildContentException($"'{store.Name}' lost {digest} while it was written.", store.Name);
            if (ManifestIn(manifest) is { } content)
                LayoutIndex.Put(store.Name, LayoutIndex.Latest, digest, content);
        }
    }

    /// <summary>Removes what the written directories do not need any more.</summary>
    /// <returns>What could not be done; it spoils nothing.</returns>
    public IEnumerable<string> RemoveUnreachable(DateTime now)
    {
        var problems = new List<string>();
        foreach (var directory in _lastWritten.Keys.OfType<LayoutDirectory>())
        {
            try
            {
                directory.RemoveUnreachable(now);
            }
            catch (BuildContentException e)
            {
                problems.Add(e.Message);
            }
        }

        return problems;
    }

    static byte[]? ManifestIn(Blob blob)
    {
        if (blob.Length > MostBytesOfAManifest)
            return null;
        var content = blob.ReadAll();
        try
        {
            using var json = JsonDocument.Parse(content);
            return json.RootElement.TryGetProperty("schemaVersion", out _) ? content : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    async Task AnswerInfoAsync(IBlobs store, GrpcCall call, CancellationToken cancellationToken)
    {
        var digest = Parse((await call.ReadRequestAsync<TextRequest>(cancellationToken).ConfigureAwait(false)).Value);
        using var blob = Find(store, digest, cancellationToken);
        call.Write(new ContentInfo(digest.ToString(), blob.Length));
    }

    async Task ReadAsync(IBlobs store, GrpcCall call, CancellationToken cancellationToken)
    {
        var request = await call.ReadRequestAsync<ReadContentRequest>(cancellationToken).ConfigureAwait(false);
        using var blob = Find(store, Parse(request.Digest), cancellationToken);
        var first = Math.Max(request.Offset, 0);
        if (first > blob.Length)
            throw new GrpcException(GrpcCode.OutOfRange, $"{request.Digest} has {blob.Length} bytes only");
        var end = request.Size > 0 && request.Size < blob.Length - first ? first + request.Size : blob.Length;
        var piece = new byte[Math.Min(PieceBytes, end - first)];
        for (var position = first; position < end;)
        {
            var read = blob.Read(piece.AsSpan(0, (int)Math.Min(piece.Length, end - position)), position);
            if (read == 0)
                throw Spoiled(store, Parse(request.Digest), "it became shorter while it was read");
            call.Write(new ReadContentPiece(position - first, piece.AsMemory(0, read)));
            await call.FlushAsync(cancellationToken).ConfigureAwait(false);
            position += read;
        }
    }

    async Task WriteAsync(IBlobs store, GrpcCall call, CancellationToken cancellationToken)
    {
        using var write = new ContentWrite(store);
        while (await call.ReadAsync<WriteContentRequest>(cancellationToken).ConfigureAwait(false) is { } request)
        {
            if (write.IsThere(request) is { } there)
            {
                _lastWritten[store] = there;
                throw new GrpcException(GrpcCode.AlreadyExists, $"{there} is there already");
            }

            call.Write(write.Take(request));
            if (write.Completed is { } completed)
                _lastWritten[store] = completed;
            await call.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (write.Completed is not null)
                return;
        }
    }

    async Task WatchAsync(
        Func<IBlobs, GrpcCall, CancellationToken, Task> answerAsync, GrpcCall call, CancellationToken cancellationToken)
    {
        var name = call.Metadata(StoreHeader) is [var first, ..] ? first : "";
        if (!stores.TryGetValue(name, out var store))
            throw new GrpcException(GrpcCode.NotFound, $"no store '{name}' was given");
        try
        {
            await answerAsync(store, call, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is BuildContentException or BuildContextException)
        {
            Failure ??= e;
            throw new GrpcException(GrpcCode.DataLoss, e.Message);
        }
    }

    /// <summary>Opens a blob whose content was compared with its name, once a build.</summary>
    Blob Find(IBlobs store, BlobDigest digest, CancellationToken cancellationToken)
    {
        var blob = store.Open(digest)
            ?? throw new GrpcException(GrpcCode.NotFound, $"'{store.Name}' has no blob {digest}");
        try
        {
            // Not shared with a call that asks at the same time: one that is cancelled must not end the other.
            var isSound = _sound.GetOrAdd((store, digest), _ => blob.Hash(cancellationToken) == digest);
            return isSound ? blob : throw Spoiled(store, digest, "its content is another");
        }
        catch
        {
            blob.Dispose();
            throw;
        }
    }

    static BuildContentException Spoiled(IBlobs store, BlobDigest digest, string reason) => new(
        $"The blob {digest} in '{store.Name}' is spoiled: {reason}. Remove it, or all of '{store.Name}'.", store.Name);

    static BlobDigest Parse(string text) => BlobDigest.TryParse(text, out var digest)
        ? digest
        : throw new GrpcException(GrpcCode.InvalidArgument, $"'{text}' is no SHA-256 digest");
}
