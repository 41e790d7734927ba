using System.Diagnostics;
using System.Formats.Tar;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Contexts;

public sealed class TarWriterTests
{
    const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.SetUser;

    static readonly DateTimeOffset Time = BuildContextSettings.DefaultTimeStamp;

    public static TheoryData<string> Names =>
    [
        "short",
        new('n', 99),
        new('n', 100),
        new('n', 101),
        "directory/" + new string('n', 255),
        string.Join('/', Enumerable.Repeat(new string('d', 200), 10)),
        "ünïcode/日本/😀",
        string.Concat(Enumerable.Repeat("日本", 40)),
        " leading and trailing ",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task NamesAndTargetsOfAnyLengthAreReadBack(string name)
    {
        var archive = await WriteAsync(async writer =>
        {
            await writer.WriteFileAsync(name, Mode, 3, new MemoryStream("abc"u8.ToArray()), default);
            await writer.WriteDirectoryAsync(name + "-directory", Mode, default);
            await writer.WriteSymbolicLinkAsync("link", name, default);
            await writer.WriteHardLinkAsync("other", (UnixFileMode)0b111_101_101, name, default);
        });

        var entries = ContextArchive.Read(archive).Where(entry => entry.Name != "./").ToList();
        Assert.Equal([name, name + "-directory/", "link", "other"], entries.Select(entry => entry.Name));
        Assert.Equal(["", "", name, name], entries.Select(entry => entry.LinkName));
        Assert.Equal("abc", entries[0].Text());
        Assert.All(entries, entry =>
            Assert.Equal(
                (0, 0, Time, TarEntryFormat.Gnu), (entry.Uid, entry.Gid, entry.ModificationTime, entry.Format)));
        Assert.Equal(Mode, entries[0].Mode);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheTarProgramReadsTheSame(string name)
    {
        var archive = await WriteAsync(async writer =>
        {
            await writer.WriteDirectoryAsync("first", Mode, default);
            await writer.WriteFileAsync(name, Mode, 3, new MemoryStream("abc"u8.ToArray()), default);
            await writer.WriteSymbolicLinkAsync("link", name, default);
        });

        var expected = $"""
            drwS------ 0/0 0 1980-01-01 00:00 first/
            -rwS------ 0/0 3 1980-01-01 00:00 {name}
            lrwxrwxrwx 0/0 0 1980-01-01 00:00 link -> {name}

            """;
        Assert.Equal(
            expected, Regex.Replace(await ListAsync(archive), "^(.{10} 0/0) +", "$1 ", RegexOptions.Multiline));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheFirstBlockIsAHeaderThatStandsAlone(string name)
    {
        var archive = await WriteAsync(writer => writer.WriteSymbolicLinkAsync("link", name, default).AsTask());

        // What BuildKit decides by: type letters K, L and x only announce what follows.
        Assert.Contains((char)archive[156], "025");
    }

    [Theory]
    [InlineData(8L * 1024 * 1024 * 1024 - 1)]
    [InlineData(8L * 1024 * 1024 * 1024)]
    [InlineData(20L * 1024 * 1024 * 1024 * 1024)]
    public async Task SizesBeyondOctalDigitsAreReadBack(long length)
    {
        using var header = new FirstBlocks();
        var writer = new TarWriter(header, Time);

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await using (writer)
                await writer.WriteFileAsync("large", Mode, length, new Zeros(), header.Full);
        });

        Assert.Contains($" {length} 1980-01-01", await ListAsync(header.Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(0x1_FFFF_FFFF)]
    [InlineData(0x2_0000_0000)]
    public async Task TimesOutsideOctalDigitsAreReadBack(long seconds)
    {
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, timeStamp: null)
        {
            Modified = DateTimeOffset.FromUnixTimeSeconds(seconds)
        })
        {
            await writer.WriteDirectoryAsync("directory", Mode, default);
            await writer.CompleteAsync(default);
        }

        Assert.Equal(
            seconds, Assert.Single(ContextArchive.Read(archive.ToArray())).ModificationTime.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task ContentThatEndsEarlyIsAnErrorAndNoArchive()
    {
        using var archive = new MemoryStream();
        var exception = await Assert.ThrowsAsync<EndOfStreamException>(async () =>
        {
            await using var writer = new TarWriter(archive, Time);
            await writer.WriteFileAsync("a", Mode, 4, new MemoryStream("abc"u8.ToArray()), default);
        });

        Assert.Equal("'a' ended after 3 of 4 bytes.", exception.Message);
        Assert.Equal(0, archive.Length);
    }

    [Fact]
    public async Task ContentBeyondItsLengthIsNotSent()
    {
        var archive = await WriteAsync(
            writer => writer.WriteFileAsync("a", Mode, 2, new MemoryStream("abc"u8.ToArray()), default).AsTask());

        Assert.Equal("ab", Assert.Single(ContextArchive.Read(archive)).Text());
    }

    [Fact]
    public async Task AFailingDestinationIsReportedAsItIs()
    {
        await using var writer = new TarWriter(new FirstBlocks { Failure = new IOException("Broken pipe") }, Time);

        var exception = await Assert.ThrowsAsync<IOException>(
            () => writer.WriteFileAsync("a", Mode, 10_000_000, new Zeros(), default).AsTask());

        Assert.Equal("Broken pipe", exception.Message);
    }

    static async Task<byte[]> WriteAsync(Func<TarWriter, Task> write)
    {
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, Time))
        {
            await write(writer);
            await writer.CompleteAsync(default);
        }

        Assert.Equal(0, archive.Length % 512);
        return archive.ToArray();
    }

    /// <summary>What <c>tar</c> says of the archive, even if it is cut off.</summary>
    static async Task<string> ListAsync(byte[] archive)
    {
        var start = new ProcessStartInfo(
            "tar", ["--list", "--verbose", "--numeric-owner", "--utc", "--quoting-style=literal", "--file=-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(archive);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return await output;
    }

    /// <summary>Keeps the beginning, and cancels as soon as it has it.</summary>
    sealed class FirstBlocks : MemoryStream
    {
        readonly CancellationTokenSource _full = new();

        public CancellationToken Full => _full.Token;

        public IOException? Failure { get; init; }

        public byte[] Bytes => ToArray();

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Failure is not null)
                throw Failure;
            Write(buffer.Span[..1024]);
            await _full.CancelAsync();
        }

        protected override void Dispose(bool disposing)
        {
            _full.Dispose();
            base.Dispose(disposing);
        }
    }

    sealed class Zeros : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Clear();
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
