using System.Text;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.Core.Tests.BuildKit.FileSync;

public sealed class FileSenderTests : IDisposable
{
    readonly TemporaryTree _tree = new();
    readonly ScriptedPeer _peer = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task OnlyWhatIsAskedForIsSent()
    {
        var (sender, sending) = await StartAsync();
        Assert.Equal(["Dockerfile", "dir", "dir/large", "empty", "link"], await ListAsync());

        await _peer.SendAsync(Request(3), Request(2));
        Assert.Equal("", await ContentAsync(3));
        Assert.Equal(new string('x', 200_000), await ContentAsync(2));
        await _peer.SendAsync(Packet.Finish);

        Assert.Equal(PacketType.Finish, (await _peer.ReceiveAsync()).Type);
        await sending.WaitAsync(GrpcPair.Patience);
        Assert.Equal((2, 200_000L), (sender.SentFiles, sender.SentBytes));
    }

    [Theory]
    [InlineData(5u, "a request for entry 5 of 5, which has nothing to send")]
    [InlineData(4_000_000_000u, "a request for entry 4000000000 of 5, which has nothing to send")]
    [InlineData(1u, "a request for entry 1 of 5, which has nothing to send")]
    [InlineData(4u, "a request for entry 4 of 5, which has nothing to send")]
    public async Task WhatHasNoContentCannotBeAskedFor(uint id, string problem)
    {
        var (_, sending) = await StartAsync();
        await _peer.SendAsync(Request(id));

        var error = await Assert.ThrowsAsync<MalformedMessageException>(() => sending.WaitAsync(GrpcPair.Patience));
        Assert.Equal(
            $"BuildKit sent a message that cannot be read: {problem}. Look into its log, or the engine's.",
            error.Message);
    }

    [Fact]
    public async Task AFileIsSentOnce()
    {
        var (_, sending) = await StartAsync();
        await _peer.SendAsync(Request(0), Request(0));

        await Assert.ThrowsAsync<MalformedMessageException>(() => sending.WaitAsync(GrpcPair.Patience));
    }

    [Fact]
    public async Task APeerThatLeavesEndsTheTransfer()
    {
        var (_, sending) = await StartAsync();
        await _peer.SendAsync(Request(0));
        _peer.HangUp();

        var error = await Assert.ThrowsAsync<GrpcException>(() => sending.WaitAsync(GrpcPair.Patience));
        Assert.Equal("the other side left before the transfer was over", error.Reason);
    }

    [Fact]
    public async Task APeerThatLeavesWithoutReadingWhatItAskedForEndsTheTransfer()
    {
        var peer = new ScriptedPeer(room: 64 * 1024);
        var (_, sending) = await StartAsync(peer);
        await peer.SendAsync(Request(2));
        peer.HangUp();

        var error = await Assert.ThrowsAsync<GrpcException>(() => sending.WaitAsync(GrpcPair.Patience));
        Assert.Equal("the other side left before the transfer was over", error.Reason);
    }

    [Fact]
    public async Task APeerThatIsCutOffInAMessageEndsTheTransfer()
    {
        var (_, sending) = await StartAsync();
        await _peer.SendRawAsync([0, 0, 0, 0, 9, 8]);
        _peer.HangUp();

        await Assert.ThrowsAsync<MalformedMessageException>(() => sending.WaitAsync(GrpcPair.Patience));
    }

    [Fact]
    public async Task WhatThePeerReportsIsTheError()
    {
        var (_, sending) = await StartAsync();
        await _peer.SendAsync(new Packet(PacketType.Error) { Data = "disk full"u8.ToArray() });

        Assert.Equal(
            "disk full", (await Assert.ThrowsAsync<GrpcException>(() => sending.WaitAsync(GrpcPair.Patience))).Reason);
    }

    [Fact]
    public async Task AFileThatIsGoneIsKnownHereBeforeTheOtherSideIsTold()
    {
        _tree.Add("Dockerfile", "FROM scratch\n").Add("dir/large");
        var service = new FileSyncService(
            new Dictionary<string, SyncedDirectory> { ["context"] = SyncedDirectory.Of(await _tree.ScanAsync()) });
        _peer.With("dir-name", "context");
        var sending = Assert.Single(service.Methods).Value(_peer.Call, CancellationToken.None);
        await ListAsync();
        File.Delete(_tree["dir/large"]);
        await _peer.SendAsync(Request(2));

        var told = await _peer.ReceiveAsync();
        Assert.Equal(
            (PacketType.Error, service.Failure?.Message), (told.Type, Encoding.UTF8.GetString(told.Data.Span)));
        var error = await Assert.ThrowsAsync<BuildContextException>(() => sending.WaitAsync(GrpcPair.Patience));
        Assert.Same(service.Failure, error);
        Assert.StartsWith(
            $"File '{_tree["dir/large"]}' was deleted while the build context was sent.", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancellationEndsTheTransfer()
    {
        using var cancel = new CancellationTokenSource();
        var (_, sending) = await StartAsync(_peer, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(GrpcPair.Patience));
    }

    [Fact]
    public async Task ARequestNamesItsDirectoryAndItsPaths()
    {
        _tree.Add("Dockerfile", "FROM scratch\n").Add("größe.txt", "x").Add("other", "y");
        var service = new FileSyncService(
            new Dictionary<string, SyncedDirectory> { ["context"] = SyncedDirectory.Of(await _tree.ScanAsync()) });
        var copy = Assert.Single(service.Methods).Value;
        _peer.With(
            "dir-name", "context").With("followpaths", "gr%C3%B6%C3%9Fe.txt", "a+b").With("followpaths-encoded", "1");

        var copying = copy(_peer.Call, CancellationToken.None);
        Assert.Equal(["größe.txt"], await ListAsync());
        await _peer.SendAsync(Packet.Finish);
        await copying.WaitAsync(GrpcPair.Patience);

        Assert.Equal([new FileTransfer("context", 1, 0, 0)], service.Transfers);
        var error = await Assert.ThrowsAsync<GrpcException>(
            () => copy(new ScriptedPeer().With("dir-name", "secret").Call, CancellationToken.None));
        Assert.Equal((GrpcCode.NotFound, "no directory 'secret' was given"), (error.Code, error.Reason));
    }

    Task<(FileSender Sender, Task Sending)> StartAsync() => StartAsync(_peer);

    async Task<(FileSender Sender, Task Sending)> StartAsync(
        ScriptedPeer peer, CancellationToken cancellationToken = default)
    {
        _tree.Add(
            "Dockerfile", "FROM scratch\n").Add("dir/large", new string('x', 200_000)).Add("empty").AddLink("link",
            "empty");
        var sender = new FileSender(peer.Call, SyncedDirectory.Of(await _tree.ScanAsync()).Files);
        return (sender, sender.RunAsync(cancellationToken));
    }

    async Task<List<string>> ListAsync()
    {
        var paths = new List<string>();
        while ((await _peer.ReceiveAsync()).Stat is { } stat)
            paths.Add(stat.Path);
        return paths;
    }

    async Task<string> ContentAsync(uint id)
    {
        var content = new StringBuilder();
        while (await _peer.ReceiveAsync() is { Data.IsEmpty: false } packet)
        {
            Assert.Equal((PacketType.Data, id), (packet.Type, packet.Id));
            content.Append(Encoding.UTF8.GetString(packet.Data.Span));
        }

        return content.ToString();
    }

    static Packet Request(uint id) => new(PacketType.Request) { Id = id };
}
