using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>fsutil.types.Stat</c>. Owner and group are always 0 where we send.</summary>
sealed record FileStat : IWireMessage, IWireMessage<FileStat>
{
    /// <summary>Relative, with forward slashes.</summary>
    public string Path { get; init; } = "";

    public GoFileMode Mode { get; init; }

    /// <summary>In bytes; 0 for a directory.</summary>
    public long Size { get; init; }

    /// <summary>In nanoseconds since 1970.</summary>
    public long Modified { get; init; }

    /// <summary>Target of a symbolic link; of a regular file: the path that is the same file.</summary>
    public string LinkName { get; init; } = "";

    public long DeviceMajor { get; init; }

    public long DeviceMinor { get; init; }

    public static FileStat Read(ReadOnlySpan<byte> message)
    {
        var (path, link, mode) = ("", "", default(GoFileMode));
        var (size, modified) = (0L, 0L);
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    path = reader.Text;
                    break;
                case 2:
                    mode = new((uint)reader.Number);
                    break;
                case 5:
                    size = reader.Number;
                    break;
                case 6:
                    modified = reader.Number;
                    break;
                case 7:
                    link = reader.Text;
                    break;
            }
        }

        return new() { Path = path, Mode = mode, Size = size, Modified = modified, LinkName = link };
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Text(1, Path);
        writer.Number(2, Mode.Bits);
        writer.Number(5, Size);
        writer.Number(6, Modified);
        writer.Text(7, LinkName);
        writer.Number(8, DeviceMajor);
        writer.Number(9, DeviceMinor);
    }
}
