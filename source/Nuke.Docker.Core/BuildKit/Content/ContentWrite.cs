using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;

namespace Nuke.Docker.BuildKit.Content;

/// <summary>One blob on its way here, as a sequence of requests.</summary>
/// <remarks>
/// A write that breaks off is not taken up again: what there is of it is removed, and the next one begins at zero. So
/// writes of one name, from several builds, do not see each other, and the first that is complete is the one that
/// stays.
/// </remarks>
sealed class ContentWrite(IBlobs store) : IDisposable
{
    BlobWriter? _writer;
    string _expected = "";
    long _total;

    /// <summary>What it is called, once it is complete.</summary>
    public BlobDigest? Completed { get; private set; }

    /// <summary>Whether what is about to be written is there already, as far as name and size tell.</summary>
    public BlobDigest? IsThere(WriteContentRequest request)
    {
        Note(request);
        if (request.Expected.Length == 0)
            return null;
        if (!BlobDigest.TryParse(_expected, out var digest))
            throw new GrpcException(GrpcCode.InvalidArgument, $"'{_expected}' is no SHA-256 digest");
        using var blob = store.Open(digest);
        return blob is not null && (_total <= 0 || blob.Length == _total) ? digest : null;
    }

    /// <exception cref="GrpcException">The request does not fit to those before.</exception>
    /// <exception cref="BuildContentException">The directory cannot be written.</exception>
    public WriteContentAnswer Take(WriteContentRequest request)
    {
        Note(request);
        if (_writer is null && request.Reference.Length == 0)
            throw new GrpcException(GrpcCode.InvalidArgument, "the first request of a write has no name for it");
        var writer = _writer ??= store.Begin()
            ?? throw new GrpcException(GrpcCode.FailedPrecondition, $"'{store.Name}' is read only");
        if (request.Action is not WriteAction.Stat)
            Append(writer, request);
        var digest = writer.Digest;
        var answer = new WriteContentAnswer(request.Action, writer.Length, _total, digest.ToString());
        if (request.Action is WriteAction.Commit)
            Complete(writer, digest);
        return answer;
    }

    public void Dispose() => _writer?.Dispose();

    void Note(WriteContentRequest request)
    {
        _total = request.Total > 0 ? request.Total : _total;
        _expected = request.Expected.Length > 0 ? request.Expected : _expected;
    }

    static void Append(BlobWriter writer, WriteContentRequest request)
    {
        if (request.Offset == 0 && writer.Length > 0)
            writer.Clear();
        else if (request.Offset != writer.Length)
            throw new GrpcException(
                GrpcCode.OutOfRange, $"a write at {request.Offset}, where {writer.Length} is the next");
        writer.Append(request.Data.Span);
    }

    void Complete(BlobWriter writer, BlobDigest digest)
    {
        if (_total > 0 && writer.Length != _total)
            throw new GrpcException(
                GrpcCode.FailedPrecondition, $"{writer.Length} bytes were written, and {_total} announced");
        if (_expected.Length > 0 && digest.ToString() != _expected)
            throw new GrpcException(
                GrpcCode.FailedPrecondition, $"{digest} was written, and {_expected} announced");
        writer.Complete();
        Completed = digest;
    }
}
