using System.Buffers.Binary;

namespace Nuke.Docker.Contexts;

public sealed partial class TarWriter
{
    const int BlockSize = 512;
    const int NameSize = 100;

    const UnixFileMode DefaultPermissions = (UnixFileMode)0b111_101_101; // 0755
    const UnixFileMode AllPermissions = (UnixFileMode)0b111_111_111;     // 0777

    readonly DateTimeOffset? _timeStamp;

    enum EntryType
    {
        File = '0',
        HardLink = '1',
        SymbolicLink = '2',
        Directory = '5',
        LongTarget = 'K',
        LongName = 'L',
    }

    readonly record struct Header(EntryType Type, UnixFileMode Mode)
    {
        public long Length { get; init; }
        public string Target { get; init; } = "";
        public (int Major, int Minor)? Device { get; init; }
    }

    // offset    0     100    108   116   124    136     148       156    157    257       265..328  329    337
    // field     name  mode   uid   gid   size   mtime   checksum  type   link   "ustar  "  owners   major  minor
    // bytes     100   8      8     8     12     12      8         1      100    8          64       8      8
    void FillHeader(Span<byte> block, ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, in Header header)
    {
        block.Clear();
        name[..Math.Min(name.Length, NameSize)].CopyTo(block);
        WriteNumber(block.Slice(100, 8), (long)header.Mode);
        WriteNumber(block.Slice(108, 8), 0);
        WriteNumber(block.Slice(116, 8), 0);
        WriteNumber(block.Slice(124, 12), header.Length);
        WriteNumber(block.Slice(136, 12), (_timeStamp ?? Modified).ToUnixTimeSeconds());
        block[156] = (byte)header.Type;
        target[..Math.Min(target.Length, NameSize)].CopyTo(block[157..]);
        "ustar  \0"u8.CopyTo(block[257..]);
        if (header.Device is var (major, minor))
        {
            WriteNumber(block.Slice(329, 8), major);
            WriteNumber(block.Slice(337, 8), minor);
        }

        WriteChecksum(block);
    }

    static void WriteChecksum(Span<byte> block)
    {
        var checksum = block.Slice(148, 8);
        checksum.Fill((byte)' ');
        var sum = 0;
        foreach (var value in block)
            sum += value;
        WriteNumber(checksum[..7], sum); // Six digits, NUL, and the space that is there already.
    }

    /// <summary>Octal digits and a NUL; the big-endian base-256 form with its top bit set for what does not
    /// fit.</summary>
    static void WriteNumber(Span<byte> field, long value)
    {
        var digits = field.Length - 1;
        if (value < 0 || value >> (3 * digits) != 0)
        {
            field.Fill(value < 0 ? (byte)0xFF : (byte)0);
            BinaryPrimitives.WriteInt64BigEndian(field[^8..], value);
            field[0] |= 0x80;
            return;
        }

        for (var i = digits - 1; i >= 0; i--, value >>= 3)
            field[i] = (byte)('0' + (value & 7));
    }
}
