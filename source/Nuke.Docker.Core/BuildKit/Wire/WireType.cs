namespace Nuke.Docker.BuildKit.Wire;

/// <summary>How the value of a field is written: the lower three bits of its tag.</summary>
/// <remarks>Source: <see href="https://protobuf.dev/programming-guides/encoding/"/>. Groups (3, 4) are not
/// used.</remarks>
enum WireType
{
    /// <summary>Seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    Varint = 0,

    /// <summary>Eight bytes, the lowest first.</summary>
    Fixed64 = 1,

    /// <summary>A varint, and as many bytes: text, bytes, a message, an entry of a map.</summary>
    LengthDelimited = 2,

    /// <summary>Four bytes, the lowest first.</summary>
    Fixed32 = 5,
}
