using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Content;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.BuildKit.Content;

public sealed class ContentServiceTests : IDisposable
{
    const string Info = "/containerd.services.content.v1.Content/Info";
    const string Read = "/containerd.services.content.v1.Content/Read";
    const string Write = "/containerd.services.content.v1.Content/Write";

    readonly TemporaryDirectory _directory = new();
    readonly ScriptedPeer _peer = new();
    readonly ContentService _service;

    public ContentServiceTests() => _service = new(new Dictionary<string, IBlobs>
    {
        ["local:cache"] = new LayoutDirectory(_directory.Path),
    });

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task ABlobIsReadFromAnyPlaceToAnyPlace()
    {
        var digest = Put("0123456789");

        await _peer.SendAsync(new TextRequest(digest));
        await CallAsync(Info);
        Assert.Equal(
            "0A4B" + "0A47" + Convert.ToHexString(Encoding.UTF8.GetBytes(digest)) + "100A",
            Convert.ToHexString(await _peer.ReceiveRawAsync()));
        Assert.Equal("0123456789", await ReadAsync(digest, 0, 0));
        Assert.Equal("234", await ReadAsync(digest, 2, 3));
        Assert.Equal("89", await ReadAsync(digest, 8, 100));
        await _peer.SendAsync(new ReadContentRequest(digest, 10, 0));
        await CallAsync(Read); // Nothing is left, and that is no error.
        Assert.Equal(GrpcCode.OutOfRange, (await RefusedAsync(Read, new ReadContentRequest(digest, 11, 0))).Code);
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("sha256:../../index.json")]
    [InlineData("sha256:ABCDEF")]
    [InlineData("sha512:00")]
    [InlineData("")]
    public async Task WhatIsNoDigestIsNoFile(string digest)
    {
        Assert.Equal(
            (GrpcCode.InvalidArgument, $"'{digest}' is no SHA-256 digest"),
            await RefusedAsync(Info, new TextRequest(digest)));
        Assert.Equal(GrpcCode.InvalidArgument, (await RefusedAsync(Read, new ReadContentRequest(digest, 0, 0))).Code);
    }

    [Fact]
    public async Task WhatIsNotThereIsNotFound()
    {
        var digest = DigestOf("nowhere");
        Assert.Equal(
            (GrpcCode.NotFound, $"'{_directory.Path}' has no blob {digest}"),
            await RefusedAsync(Info, new TextRequest(digest)));
        _peer.With("buildkit-attachable-store-id", "local:other");
        var error = await Assert.ThrowsAsync<GrpcException>(() => HandleAsync(Info));
        Assert.Equal((GrpcCode.NotFound, "no store 'local:other' was given"), (error.Code, error.Reason));
        Assert.Null(_service.Failure);
    }

    [Fact]
    public async Task ACallThatIsCancelledBeforeTheBlobIsKnownEndsItselfAlone()
    {
        using var cancel = new CancellationTokenSource();
        var digest = DigestOf("content");
        var service = new ContentService(new Dictionary<string, IBlobs> { ["oci:x"] = new CancellingBlobs(cancel) });
        var info = service.Methods.Single(known => known.Key == Info).Value;
        _peer.With("buildkit-attachable-store-id", "oci:x");
        await _peer.SendAsync(new TextRequest(digest), new TextRequest(digest));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => info(_peer.Call, cancel.Token));
        await info(_peer.Call, CancellationToken.None).WaitAsync(GrpcPair.Patience);
    }

    [Fact]
    public async Task ASpoiledBlobIsNotHandedOut()
    {
        var digest = Put("content");
        await File.WriteAllTextAsync(PathOf(digest), "c0ntent");

        var (code, reason) = await RefusedAsync(Read, new ReadContentRequest(digest, 0, 0));

        Assert.Equal(GrpcCode.DataLoss, code);
        Assert.Equal(
            $"The blob {digest} in '{_directory.Path}' is spoiled: its content is another. "
            + $"Remove it, or all of '{_directory.Path}'.",
            reason);
        Assert.Equal(reason, _service.Failure?.Message);
    }

    [Fact]
    public async Task ABlobIsThereWhenAllOfItIs()
    {
        var digest = DigestOf("first second");
        var length = "first second".Length;
        await _peer.SendAsync(
            new WriteContentRequest(WriteAction.Stat) { Reference = "layer", Total = length, Expected = digest },
            new WriteContentRequest(WriteAction.Write) { Data = "first "u8.ToArray() },
            new WriteContentRequest(WriteAction.Write) { Data = "second"u8.ToArray(), Offset = 6 },
            new WriteContentRequest(WriteAction.Commit) { Offset = length, Total = length, Expected = digest });

        await CallAsync(Write);

        Assert.Equal(
            [
                new(WriteAction.Stat, 0, length, DigestOf("")),
                new(WriteAction.Write, 6, length, DigestOf("first ")),
                new(WriteAction.Write, length, length, digest),
                new(WriteAction.Commit, length, length, digest),
            ],
            await ReceiveAsync(4));
        Assert.Equal("first second", await File.ReadAllTextAsync(PathOf(digest)));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_directory.Path, "ingest")));
        Assert.False(File.Exists(Path.Combine(_directory.Path, "index.json")));
    }

    [Fact]
    public async Task AWriteMayBeginAgain()
    {
        await _peer.SendAsync(
            new WriteContentRequest(WriteAction.Write) { Reference = "layer", Data = "wrong"u8.ToArray() },
            new WriteContentRequest(WriteAction.Commit) { Data = "right"u8.ToArray() });

        await CallAsync(Write);

        Assert.Equal(DigestOf("right"), (await ReceiveAsync(2))[1].Digest);
        Assert.Equal("right", await File.ReadAllTextAsync(PathOf(DigestOf("right"))));
    }

    [Fact]
    public async Task WhatIsThereIsNotWrittenAgainUnlessItsSizeIsWrong()
    {
        var digest = Put("content");
        var request = new WriteContentRequest(WriteAction.Stat) { Reference = "layer", Total = 7, Expected = digest };
        Assert.Equal((GrpcCode.AlreadyExists, $"{digest} is there already"), await RefusedAsync(Write, request));

        await File.WriteAllTextAsync(PathOf(digest), "cut");
        await _peer.SendAsync(
            request with { Action = WriteAction.Commit, Data = "content"u8.ToArray() });
        await CallAsync(Write);

        Assert.Equal("content", await File.ReadAllTextAsync(PathOf(digest)));
    }

    public static TheoryData<string, int, string> Wrong => new()
    {
        { "size", 9, "5 bytes were written, and 6 announced" },
        { "digest", 9, $"{DigestOf("other")} was written, and {DigestOf("right")} announced" },
        { "offset", 11, "a write at 3, where 0 is the next" },
        { "reference", 3, "the first request of a write has no name for it" },
        { "expected", 3, "'sha256:1' is no SHA-256 digest" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task AWriteThatContradictsItselfLeavesNothing(string what, int code, string reason)
    {
        var good = new WriteContentRequest(WriteAction.Commit) { Reference = "a", Data = "other"u8.ToArray() };
        var request = what switch
        {
            "size" => good with { Total = 6 },
            "digest" => good with { Expected = DigestOf("right") },
            "offset" => good with { Offset = 3 },
            "reference" => good with { Reference = "" },
            _ => good with { Expected = "sha256:1" },
        };

        Assert.Equal(((GrpcCode)code, reason), await RefusedAsync(Write, request));
        Assert.Empty(Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task AWriteThatBreaksOffLeavesNothing()
    {
        await _peer.SendAsync(new WriteContentRequest(WriteAction.Write) { Reference = "a", Data = "x"u8.ToArray() });
        _peer.HangUp();

        await CallAsync(Write);

        Assert.Empty(Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task WhatWasWrittenLastIsPublished()
    {
        var manifest = """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json"}""";
        foreach (var content in (string[])["layer", manifest])
        {
            await _peer.SendAsync(
                new WriteContentRequest(WriteAction.Commit)
                {
                    Reference = "a",
                    Data = Encoding.UTF8.GetBytes(content)
                });
            await CallAsync(Write);
        }

        _service.Publish();

        Assert.Equal(DigestOf(manifest), $"{LayoutIndex.ReadFrom(_directory.Path)!.Find("latest")}");
        Assert.Equal(
            """{"imageLayoutVersion":"1.0.0"}""",
            await File.ReadAllTextAsync(Path.Combine(_directory.Path, "oci-layout")));
    }

    [Theory]
    [InlineData("layer")]
    [InlineData("""{"layers":[],"records":[]}""")]
    public async Task WhatIsNoManifestIsNotPublished(string content)
    {
        await _peer.SendAsync(
            new WriteContentRequest(WriteAction.Commit) { Reference = "a", Data = Encoding.UTF8.GetBytes(content) });
        await CallAsync(Write);

        _service.Publish();

        Assert.Null(LayoutIndex.ReadFrom(_directory.Path));
    }

    [Fact]
    public async Task ADirectoryThatCannotBeMadeIsNamed()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.Path, "ingest"), "in the way");

        var (code, reason) = await RefusedAsync(Write, new WriteContentRequest(WriteAction.Stat) { Reference = "a" });

        Assert.Equal(GrpcCode.DataLoss, code);
        Assert.StartsWith(
            $"'{_directory.Path}/ingest' of a build's cache cannot be written: ", reason, StringComparison.Ordinal);
        Assert.IsType<BuildContentException>(_service.Failure);
    }

    static string DigestOf(string content) => $"{BlobDigest.Of(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

    string PathOf(string digest) => Path.Combine(_directory.Path, "blobs", "sha256", digest[7..]);

    string Put(string content)
    {
        var digest = DigestOf(content);
        _directory.Write($"blobs/sha256/{digest[7..]}", content);
        return digest;
    }

    async Task<string> ReadAsync(string digest, long offset, long size)
    {
        await _peer.SendAsync(new ReadContentRequest(digest, offset, size));
        await CallAsync(Read);
        var piece = await _peer.ReceiveAsync<ReadContentPiece>();
        Assert.Equal(0, piece.Offset);
        return Encoding.UTF8.GetString(piece.Data.Span);
    }

    async Task<WriteContentAnswer[]> ReceiveAsync(int count)
    {
        var answers = new WriteContentAnswer[count];
        for (var i = 0; i < count; i++)
            answers[i] = await _peer.ReceiveAsync<WriteContentAnswer>();
        return answers;
    }

    async Task<(GrpcCode Code, string Reason)> RefusedAsync(
        string method, Nuke.Docker.BuildKit.Wire.IWireMessage request)
    {
        await _peer.SendAsync(request);
        var error = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(method));
        return (error.Code, error.Reason);
    }

    Task CallAsync(string method)
    {
        _peer.With("buildkit-attachable-store-id", "local:cache");
        return HandleAsync(method);
    }

    async Task HandleAsync(string method)
    {
        var handler = _service.Methods.Single(known => known.Key == method).Value;
        await handler(_peer.Call, CancellationToken.None).WaitAsync(GrpcPair.Patience);
        await _peer.Call.FlushAsync(CancellationToken.None);
    }

    /// <summary>One blob; reading it cancels.</summary>
    sealed class CancellingBlobs(CancellationTokenSource cancel) : IBlobs
    {
        public string Name => "x";

        public Blob? Open(BlobDigest digest) => new(new Content(cancel), offset: 0, length: 7, ownsBytes: true);

        public BlobWriter? Begin() => null;

        sealed class Content(CancellationTokenSource cancel) : ArchiveBytes("x")
        {
            public override long Length => 7;

            public override int Read(Span<byte> buffer, long offset)
            {
                cancel.Cancel();
                var rest = "content"u8[(int)offset..];
                rest.CopyTo(buffer);
                return rest.Length;
            }

            public override void Dispose()
            {
            }
        }
    }
}
