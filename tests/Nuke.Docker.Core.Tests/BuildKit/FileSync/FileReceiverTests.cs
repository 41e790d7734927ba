using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.BuildKit.FileSync;

public sealed class FileReceiverTests : IDisposable
{
    const UnixFileMode ReadOnly = (UnixFileMode)0b101_101_101;
    const long Modified = 1_700_000_000_000_000_000;

    readonly TemporaryDirectory _directory = new();
    readonly TemporaryDirectory _elsewhere = new();
    readonly ScriptedPeer _peer = new();

    public void Dispose()
    {
        foreach (var path in Directory.EnumerateDirectories(
            _directory.Path, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }))
            Script.RunAsync("chmod", "-R", "u+w", path).Wait();
        _directory.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public async Task FilesDirectoriesAndLinksAreWritten()
    {
        var receiving = Start();
        await _peer.SendAsync(
            Stat("dir", GoFileMode.Directory(ReadOnly)),
            Stat("dir/run", GoFileMode.Regular(ReadOnly)),
            Stat("link", GoFileMode.SymbolicLink, "/etc/passwd"),
            Stat("pipe", GoFileMode.Pipe(ReadOnly)),
            new Packet(PacketType.Stat));
        Assert.Equal(1u, (await _peer.ReceiveAsync()).Id);
        await _peer.SendAsync(Data(1, "one "), Data(1, "two"), Data(1, ""));
        Assert.Equal(PacketType.Finish, (await _peer.ReceiveAsync()).Type);
        await _peer.SendAsync(Packet.Finish);
        await receiving.WaitAsync(GrpcPair.Patience);

        Assert.Equal("one two", await File.ReadAllTextAsync(PathOf("dir/run")));
        Assert.Equal(
            (ReadOnly, ReadOnly),
            (new FileInfo(PathOf("dir/run")).UnixFileMode, new DirectoryInfo(PathOf("dir")).UnixFileMode));
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1_700_000_000), File.GetLastWriteTimeUtc(PathOf("dir/run")));
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1_700_000_000), Directory.GetLastWriteTimeUtc(PathOf("dir")));
        Assert.Equal("/etc/passwd", new FileInfo(PathOf("link")).LinkTarget);
        Assert.False(Path.Exists(PathOf("pipe")));
    }

    [Theory]
    [InlineData("../evil", "'../evil' is no path inside an output")]
    [InlineData("/evil", "'/evil' is no path inside an output")]
    [InlineData("a/../../evil", "'a/../../evil' is no path inside an output")]
    [InlineData("", "'' is no path inside an output")]
    [InlineData("a\0b", "'a\0b' is no path inside an output")]
    [InlineData("a/b", "'a/b' comes before the directory that it is in")]
    public async Task APathThatLeadsElsewhereIsRefused(string path, string problem)
    {
        var receiving = Start();
        await _peer.SendAsync(Stat(path, GoFileMode.Regular(ReadOnly)));

        var error = await Assert.ThrowsAsync<MalformedMessageException>(() => receiving.WaitAsync(GrpcPair.Patience));
        Assert.Equal(
            $"BuildKit sent a message that cannot be read: {problem}. Look into its log, or the engine's.",
            error.Message);
    }

    [Fact]
    public async Task NothingIsWrittenThroughALink()
    {
        var victim = _elsewhere.Write("victim", "untouched");
        File.CreateSymbolicLink(PathOf("file"), victim);
        Directory.CreateSymbolicLink(PathOf("dir"), _elsewhere.Path);
        var receiving = Start();
        await _peer.SendAsync(
            Stat("dir", GoFileMode.Directory(ReadOnly)),
            Stat("dir/victim", GoFileMode.Regular(ReadOnly)),
            Stat("file", GoFileMode.Regular(ReadOnly)),
            Data(1, "new"), Data(1, ""), Data(2, "new"), Data(2, ""),
            new Packet(PacketType.Stat), Packet.Finish);
        await receiving.WaitAsync(GrpcPair.Patience);

        Assert.Equal("untouched", await File.ReadAllTextAsync(victim));
        Assert.Equal(
            ("new", "new"),
            (await File.ReadAllTextAsync(PathOf("file")), await File.ReadAllTextAsync(PathOf("dir/victim"))));
    }

    [Fact]
    public async Task ALinkCannotStandForADirectory()
    {
        var receiving = Start();
        await _peer.SendAsync(
            Stat("link", GoFileMode.SymbolicLink, _elsewhere.Path), Stat("link/evil", GoFileMode.Regular(ReadOnly)));

        await Assert.ThrowsAsync<MalformedMessageException>(() => receiving.WaitAsync(GrpcPair.Patience));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_elsewhere.Path));
    }

    [Fact]
    public async Task ContentThatNobodyAskedForIsRefused()
    {
        var receiving = Start();
        await _peer.SendAsync(Data(7, "x"));

        await Assert.ThrowsAsync<MalformedMessageException>(() => receiving.WaitAsync(GrpcPair.Patience));
    }

    [Fact]
    public async Task AStreamThatIsCutIsNoSuccess()
    {
        var receiving = Start();
        await _peer.SendAsync(Stat("file", GoFileMode.Regular(ReadOnly)), new Packet(PacketType.Stat), Data(0, "half"));
        _peer.HangUp();

        var error = await Assert.ThrowsAsync<GrpcException>(() => receiving.WaitAsync(GrpcPair.Patience));
        Assert.Equal("the other side left before the transfer was over", error.Reason);
    }

    [Fact]
    public async Task AFileThatIsCutOffStaysAsItWas()
    {
        _directory.Write("file", "before");
        var receiving = FileSendService.Into(_directory.Path)(_peer.Call, CancellationToken.None);
        await _peer.SendAsync(Stat("file", GoFileMode.Regular(ReadOnly)), new Packet(PacketType.Stat), Data(0, "half"));
        _peer.HangUp();

        await Assert.ThrowsAsync<GrpcException>(() => receiving.WaitAsync(GrpcPair.Patience));
        Assert.Equal([PathOf("file")], Directory.EnumerateFileSystemEntries(_directory.Path));
        Assert.Equal("before", await File.ReadAllTextAsync(PathOf("file")));
    }

    [Fact]
    public async Task APeerThatLeavesWithoutAGoodbyeOfItsOwnHasSucceeded()
    {
        var receiving = Start();
        await _peer.SendAsync(new Packet(PacketType.Stat));
        Assert.Equal(PacketType.Finish, (await _peer.ReceiveAsync()).Type);
        _peer.HangUp();

        await receiving.WaitAsync(GrpcPair.Patience);
    }

    [Fact]
    public async Task ADirectoryThatCannotBeMadeIsTold()
    {
        var file = _elsewhere.Write("file", "");

        var error = await Assert.ThrowsAsync<BuildOutputException>(
            async () => await FileSendService.Into(file)(_peer.Call, CancellationToken.None));

        Assert.StartsWith(
            $"'{file}' of the build's output cannot be written: ", error.Message, StringComparison.Ordinal);
    }

    Task Start() => new FileReceiver(_peer.Call, new OutputTree(_directory.Path)).RunAsync(CancellationToken.None);

    string PathOf(string name) => Path.Combine(_directory.Path, name);

    static Packet Stat(string path, GoFileMode mode, string link = "") =>
        new(PacketType.Stat) { Stat = new FileStat { Path = path, Mode = mode, LinkName = link, Modified = Modified } };

    static Packet Data(uint id, string text) =>
        new(PacketType.Data) { Id = id, Data = System.Text.Encoding.UTF8.GetBytes(text) };
}
