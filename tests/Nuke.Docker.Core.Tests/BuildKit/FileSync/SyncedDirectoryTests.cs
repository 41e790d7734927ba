using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.Core.Tests.BuildKit.FileSync;

public sealed class SyncedDirectoryTests : IDisposable
{
    const long NanosecondsPerSecond = 1_000_000_000;

    readonly TemporaryTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task EntriesBearTheMetadataOfTheArchive()
    {
        _tree.Add(
            "Dockerfile", "FROM scratch\n").Add("run", "12345", (UnixFileMode)0b111_101_101).AddLink("link",
            "../nowhere").AddDirectory("dir");

        var stats = await StatsAsync();

        Assert.Equal(
            [(GoFileMode.Regular((UnixFileMode)0b111_101_101), 5L, "")],
            stats.Where(stat => stat.Path == "run").Select(Describe));
        Assert.Equal(
            [(GoFileMode.SymbolicLink, 0L, "../nowhere")], stats.Where(stat => stat.Path == "link").Select(Describe));
        Assert.Equal(
            [(GoFileMode.Directory(new DirectoryInfo(_tree["dir"]).UnixFileMode), 0L, "")],
            stats.Where(stat => stat.Path == "dir").Select(Describe));
        Assert.All(
            stats,
            stat =>
                Assert.Equal(
                    BuildContextSettings.DefaultTimeStamp.ToUnixTimeSeconds(), stat.Modified / NanosecondsPerSecond));
    }

    [Fact]
    public async Task AnotherVersionOfAFileHasAnotherTimeAlthoughItsSecondsAreFixed()
    {
        _tree.Add("Dockerfile", "FROM scratch\n").Add("file", "one");
        var times = new HashSet<long>();
        for (var version = 0; version < 100; version++)
        {
            File.SetLastWriteTimeUtc(_tree["file"], DateTime.UnixEpoch.AddTicks(version));
            times.Add((await StatsAsync()).Single(stat => stat.Path == "file").Modified);
        }

        Assert.Equal(100, times.Count);
        Assert.Equal(times.Last(), (await StatsAsync()).Single(stat => stat.Path == "file").Modified);
    }

    [Fact]
    public async Task ItsOwnTimeIsKeptToTheTick()
    {
        _tree.Add("Dockerfile", "FROM scratch\n");
        File.SetLastWriteTimeUtc(_tree["Dockerfile"], DateTime.UnixEpoch.AddSeconds(1_700_000_000).AddTicks(1_234_567));

        var stats = await StatsAsync(BuildContextSettings.Default.SetTimeStamp(null));

        Assert.Equal([1_700_000_000_123_456_700], stats.Select(stat => stat.Modified));
    }

    async Task<List<FileStat>> StatsAsync(BuildContextSettings? settings = null) =>
        [.. SyncedDirectory.Of(await _tree.ScanAsync(settings)).Files.Select(file => file.Stat)];

    static (GoFileMode, long, string) Describe(FileStat stat) => (stat.Mode, stat.Size, stat.LinkName);
}
