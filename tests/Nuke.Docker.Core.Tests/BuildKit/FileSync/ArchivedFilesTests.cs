using System.Formats.Tar;
using System.Text;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.Core.Tests.BuildKit.FileSync;

public sealed class ArchivedFilesTests
{
    const long NanosecondsPerSecond = 1_000_000_000;
    const string LongName = "a-directory-with-a-name-that-is-longer-than-the-hundred-bytes-that-a-header-has-for-it/"
        + "and-a-file-with-such-a-name-too.txt";

    static readonly DateTimeOffset _common = BuildContextSettings.DefaultTimeStamp;

    [Fact]
    public async Task SiblingsAreOrderedByTheirBytesAndADirectoryComesBeforeWhatItHolds()
    {
        var files = await ListAsync(
            File("b"), File("a.txt"), File("a/z"), File("a/b/c"), File("\uE000"), File("\U00010000"), File("a-"));

        Assert.Equal(
            ["a", "a/b", "a/b/c", "a/z", "a-", "a.txt", "b", "\uE000", "\U00010000"],
            files.Select(file => file.Stat.Path));
        Assert.Equal(["a", "a/b"], files.Where(file => file.Stat.Mode.IsDirectory).Select(file => file.Stat.Path));
    }

    [Theory]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    public async Task EachFileHasItsModeItsSizeAndItsContent(TarEntryFormat format)
    {
        var archive = Archive(
            format,
            File("run", "12345", (UnixFileMode)0b111_101_101),
            File("empty"),
            File(LongName, "long"),
            new Entry(TarEntryType.SymbolicLink, "link", Link: "../nowhere"),
            new Entry(TarEntryType.Directory, "./dir/", Mode: (UnixFileMode)0b111_000_000));

        var files = (await ListAsync(archive)).ToDictionary(file => file.Stat.Path);

        Assert.Equal(GoFileMode.Regular((UnixFileMode)0b111_101_101), files["run"].Stat.Mode);
        Assert.Equal(5, files["run"].Stat.Size);
        Assert.Equal("12345", await ReadAsync(files["run"]));
        Assert.Equal("", await ReadAsync(files["empty"]));
        Assert.Equal("long", await ReadAsync(files[LongName]));
        Assert.Equal((GoFileMode.SymbolicLink, "../nowhere"), (files["link"].Stat.Mode, files["link"].Stat.LinkName));
        Assert.Equal(GoFileMode.Directory((UnixFileMode)0b111_000_000), files["dir"].Stat.Mode);
        Assert.Null(files["dir"].Open);
    }

    [Fact]
    public async Task AHardLinkIsAFileOfItsOwn()
    {
        var files = await ListAsync(File("z", "shared"), new Entry(TarEntryType.HardLink, "a", Link: "./z"));

        Assert.Equal([("a", ""), ("z", "")], files.Select(file => (file.Stat.Path, file.Stat.LinkName)));
        Assert.Equal(["shared", "shared"], [await ReadAsync(files[0]), await ReadAsync(files[1])]);
    }

    [Fact]
    public async Task TheLaterOfTwoEntriesCounts()
    {
        var files = await ListAsync(
            File("a/old", "1"), File("file", "1"), File("a", "a file now"), File("file", "22"));

        Assert.Equal([("a", 10L), ("file", 2L)], files.Select(file => (file.Stat.Path, file.Stat.Size)));
    }

    [Fact]
    public async Task AnotherContentHasAnotherTimeInTheSameSecond()
    {
        var first = Assert.Single(await ListAsync(File("file", "one"))).Stat;
        var again = Assert.Single(await ListAsync(File("file", "one"))).Stat;
        var other = Assert.Single(await ListAsync(File("file", "two"))).Stat;

        Assert.Equal(first, again);
        Assert.NotEqual(first.Modified, other.Modified);
        Assert.Equal(
            [_common.ToUnixTimeSeconds(), _common.ToUnixTimeSeconds()],
            new[] { first, other }.Select(stat => stat.Modified / NanosecondsPerSecond));
    }

    [Fact]
    public async Task ItsOwnTimeIsKeptToTheSecond()
    {
        using var archive = ArchiveBytes.InMemory("memory", Archive(TarEntryFormat.Ustar, File("file", "one")));

        var directory = await SyncedDirectory.OfTarAsync(archive, timeStamp: null, Token);

        Assert.Equal(
            Entry.Modified.ToUnixTimeSeconds(), Assert.Single(directory.Files).Stat.Modified / NanosecondsPerSecond);
    }

    [Fact]
    public async Task AnArchiveOnTheDiskIsReadWhereItsFilesLie()
    {
        using var tree = new TemporaryTree();
        await System.IO.File.WriteAllBytesAsync(
            tree["a.tar"], Archive(TarEntryFormat.Pax, File("1", "one"), File("2", new string('2', 100_000))), Token);
        using var archive = ArchiveBytes.OpenFile(tree["a.tar"]);

        var files = (await SyncedDirectory.OfTarAsync(archive, _common, Token)).Files;

        Assert.Equal(new string('2', 100_000), await ReadAsync(files[1]));
        Assert.Equal("one", await ReadAsync(files[0]));
    }

    [Fact]
    public async Task AnArchiveThatShrinksWhileItIsSentIsSaidToHave()
    {
        using var tree = new TemporaryTree();
        await System.IO.File.WriteAllBytesAsync(tree["a.tar"], Archive(TarEntryFormat.Pax, File("1", "one")), Token);
        using var archive = ArchiveBytes.OpenFile(tree["a.tar"]);
        var file = Assert.Single((await SyncedDirectory.OfTarAsync(archive, _common, Token)).Files);
        var write = new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite
        };
        using (var shrinking = System.IO.File.Open(tree["a.tar"], write))
            shrinking.SetLength(1);

        var error = await Assert.ThrowsAsync<BuildContextException>(() => ReadAsync(file));

        Assert.Equal($"Archive '{tree["a.tar"]}' shrank while it was sent.", error.Message);
    }

    [Fact]
    public void AnArchiveThatIsNotThereIsNamed()
    {
        using var tree = new TemporaryTree();

        var error = Assert.Throws<BuildContextException>(() => ArchiveBytes.OpenFile(tree["no.tar"]));

        Assert.Equal(
            $"Archive '{tree["no.tar"]}' cannot be read: Could not find file '{tree["no.tar"]}'.", error.Message);
    }

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "'a.tar' is no tar archive that a build can use: '../x' leads out of it.", Ustar(File("../x")) },
        {
            "'a.tar' is no tar archive that a build can use: 'a/b' lies below 'a', which is no directory.",
            Ustar(File("a"), File("a/b"))
        },
        {
            "'a.tar' is no tar archive that a build can use: 'a' is a link to 'b', which is no file before it.",
            Ustar(new Entry(TarEntryType.HardLink, "a", Link: "b"))
        },
        {
            "'a.tar' is no tar archive that a build can use: it ends within 'a'.",
            Ustar(File("a", new string('x', 1000)))[..1024]
        },
        {
            "Archive 'a.tar' is compressed with gzip. Unpack it to a tar archive first.",
            [0x1f, 0x8b, 8, 0, 0]
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task AnArchiveThatNoDirectoryCanBeMadeOfIsRefused(string message, byte[] bytes)
    {
        var error = await Assert.ThrowsAsync<BuildContextException>(() => ListAsync(bytes));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task WhateverIsInAnArchiveThereIsOneErrorForIt()
    {
        var good = Archive(
            TarEntryFormat.Pax, File(LongName, "long"), File("a", "b"), new(TarEntryType.HardLink, "b", "a"));
        var random = new Random(1);
        var refused = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var bytes = good[..(round % 2 == 0 ? good.Length : random.Next(good.Length))];
            for (var i = 0; i < 4 && bytes.Length > 0; i++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                await ListAsync(bytes);
            }
            catch (BuildContextException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 2_000);
    }

    static CancellationToken Token => CancellationToken.None;

    static Entry File(string name, string content = "", UnixFileMode mode = (UnixFileMode)0b110_100_100) =>
        new(TarEntryType.RegularFile, name, Content: content, Mode: mode);

    static Task<IReadOnlyList<SyncedFile>> ListAsync(params Entry[] entries) =>
        ListAsync(Archive(TarEntryFormat.Pax, entries));

    static async Task<IReadOnlyList<SyncedFile>> ListAsync(byte[] archive) =>
        (await SyncedDirectory.OfTarAsync(ArchiveBytes.InMemory("a.tar", archive), _common, Token)).Files;

    static async Task<string> ReadAsync(SyncedFile file)
    {
        using var content = file.Open!();
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        while (await content.ReadAsync(buffer, Token) is > 0 and var read)
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return text.ToString();
    }

    static byte[] Ustar(params Entry[] entries) => Archive(TarEntryFormat.Ustar, entries);

    static byte[] Archive(TarEntryFormat format, params Entry[] entries)
    {
        var archive = new MemoryStream();
        using (var writer = new System.Formats.Tar.TarWriter(archive, format))
            foreach (var entry in entries)
                writer.WriteEntry(entry.Of(format));
        return archive.ToArray();
    }

    sealed record Entry(
        TarEntryType Type,
        string Name,
        string Link = "",
        string Content = "",
        UnixFileMode Mode = (UnixFileMode)0b110_100_100)
    {
        public static DateTimeOffset Modified { get; } = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

        public TarEntry Of(TarEntryFormat format)
        {
            TarEntry entry = format switch
            {
                TarEntryFormat.Pax => new PaxTarEntry(Type, Name),
                TarEntryFormat.Gnu => new GnuTarEntry(Type, Name),
                _ => new UstarTarEntry(Type, Name),
            };
            (entry.Mode, entry.ModificationTime) = (Mode, Modified);
            if (Link.Length > 0)
                entry.LinkName = Link;
            if (Type is TarEntryType.RegularFile)
                entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(Content));
            return entry;
        }
    }
}
