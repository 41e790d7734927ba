using System.Text;
using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.Core.Tests.BuildKit.Wire;

public class WireReaderTests
{
    [Fact]
    public void FieldsThatNobodyAsksForAreSkipped()
    {
        // 1: varint 300, 2: 64 bits, 3: "x", 4: 32 bits, 5: "end"
        byte[] message = [0x08, 0xAC, 0x02, 0x11, 1, 2, 3, 4, 5, 6, 7, 8, 0x1A, 1, (
            byte)'x', 0x25, 1, 2, 3, 4, 0x2A, 3, .. "end"u8];

        Assert.Equal("end", TextOf(message, field: 5));
    }

    [Theory]
    [InlineData("08", "it ends in the middle of a number")]
    [InlineData("0880", "it ends in the middle of a number")]
    [InlineData("08FFFFFFFFFFFFFFFFFFFF01", "a number has more than ten bytes")]
    [InlineData("0A05616263", "a field has 5 bytes, but only 3 are left")]
    [InlineData("0AFFFFFFFFFFFFFFFF7F", "a field has 9223372036854775807 bytes, but only 0 are left")]
    [InlineData("0900", "a field has 8 bytes, but only 1 are left")]
    [InlineData("0001", "0 is no number of a field")]
    [InlineData("0B", "field 1 has the unknown wire type 3")]
    [InlineData("0801", "field 1 has the wire type Varint instead of LengthDelimited")]
    public void WhatIsNoMessageIsTold(string hex, string problem)
    {
        var error = Assert.Throws<MalformedMessageException>(() => TextOf(Convert.FromHexString(hex), field: 1));

        Assert.Equal(
            $"BuildKit sent a message that cannot be read: {problem}. Look into its log, or the engine's.",
            error.Message);
    }

    [Fact]
    public void WhatIsNoTextIsReplaced() =>
        Assert.Equal("a\uFFFDb", TextOf([0x0A, 3, (byte)'a', 0xFF, (byte)'b'], field: 1));

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var writer = new WireWriter();
        writer.Text(5, new string('ü', 40_000));
        writer.Number(6, -1);
        writer.Number(7, 0);

        var reader = new WireReader(writer.Written.Span);
        Assert.True(reader.Read());
        Assert.Equal((5, 80_000), (reader.Field, Encoding.UTF8.GetByteCount(reader.Text)));
        Assert.True(reader.Read());
        Assert.Equal((6, -1L), (reader.Field, reader.Number));
        Assert.False(reader.Read());
    }

    static string TextOf(byte[] message, int field)
    {
        var text = "";
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == field)
                text = reader.Text;
        }

        return text;
    }
}
