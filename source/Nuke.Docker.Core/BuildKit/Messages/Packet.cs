using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>fsutil.types.Packet</c>, what the two sides of a file transfer say to each other.</summary>
sealed record Packet(PacketType Type) : IWireMessage, IWireMessage<Packet>
{
    public static Packet Finish { get; } = new(PacketType.Finish);

    /// <summary>Of <see cref="PacketType.Stat"/>: the entry; <see langword="null"/> ends the list.</summary>
    public FileStat? Stat { get; init; }

    /// <summary>Of <see cref="PacketType.Request"/> and <see cref="PacketType.Data"/>: the entry's position in the
    /// list, from 0.</summary>
    public uint Id { get; init; }

    /// <summary>Of <see cref="PacketType.Data"/>: a piece of the file, nothing at its end; of <see
    /// cref="PacketType.Error"/>: its text.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    public static Packet Read(ReadOnlySpan<byte> message)
    {
        var (type, id) = (PacketType.Stat, 0u);
        FileStat? stat = null;
        byte[] data = [];
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    type = (PacketType)reader.Number;
                    break;
                case 2:
                    stat = FileStat.Read(reader.Bytes);
                    break;
                case 3:
                    id = (uint)reader.Number;
                    break;
                case 4:
                    data = reader.Bytes.ToArray();
                    break;
            }
        }

        return new(type) { Stat = stat, Id = id, Data = data };
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Number(1, (long)Type);
        if (Stat is not null)
            writer.Message(2, Stat);
        writer.Number(3, Id);
        writer.Bytes(4, Data.Span);
    }
}

enum PacketType
{
    Stat = 0,
    Request = 1,
    Data = 2,
    Finish = 3,
    Error = 4,
}
