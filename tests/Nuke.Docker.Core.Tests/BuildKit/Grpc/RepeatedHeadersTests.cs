using System.Text;
using Nuke.Docker.BuildKit.Grpc;

namespace Nuke.Docker.Core.Tests.BuildKit.Grpc;

public class RepeatedHeadersTests
{
    static readonly byte[] _preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();
    static readonly byte[] _settings = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 1];
    static readonly byte[] _headers = [0, 0, 2, 1, 4, 0, 0, 0, 1, 0x83, 0x86];
    static readonly byte[] _data = [0, 0, 1, 0, 0, 0, 0, 0, 1, (byte)'x'];
    static readonly byte[] _added = [0, 1, (byte)'a', 1, (byte)'b', 0, 1, (byte)'a', 1, (byte)'c'];

    public static TheoryData<int> PieceSizes => [1, 2, 3, 7, 24, 25, 48, 1000];

    [Theory]
    [MemberData(nameof(PieceSizes))]
    public async Task FieldsFollowThoseOfTheFirstHead(int pieceSize)
    {
        byte[] sent = [.. _preface, .. _settings, .. _headers, .. _data, .. _headers];
        using var wire = new MemoryStream();
        await using var stream = new RepeatedHeaders(wire, [new("a", "b"), new("a", "c")]);

        foreach (var piece in sent.Chunk(pieceSize))
            await stream.WriteAsync(piece);

        byte[] longer = [0, 0, 12, 1, 4, 0, 0, 0, 1, 0x83, 0x86];
        Assert.Equal([.. _preface, .. _settings, .. longer, .. _added, .. _data, .. _headers], wire.ToArray());
    }

    [Fact]
    public async Task WhatComesBeforeTheHeadDoesNotWaitForIt()
    {
        using var wire = new MemoryStream();
        await using var stream = new RepeatedHeaders(wire, []);

        await stream.WriteAsync((byte[])[.. _preface, .. _settings, .. _headers[..5]]);

        Assert.Equal([.. _preface, .. _settings], wire.ToArray());
    }

    // RFC 7541, section 5.1: 127 begins a length that goes on in the next bytes.
    [Theory]
    [InlineData(126, new byte[] { 126 })]
    [InlineData(127, new byte[] { 127, 0 })]
    [InlineData(300, new byte[] { 127, 0xAD, 1 })]
    public async Task LongValuesBearTheirLengthInSeveralBytes(int length, byte[] prefix)
    {
        using var wire = new MemoryStream();
        await using var stream = new RepeatedHeaders(wire, [new("a", new string('v', length))]);

        await stream.WriteAsync((byte[])[.. _preface, .. _headers]);

        byte[] literal = [0, 1, (byte)'a', .. prefix, .. Encoding.ASCII.GetBytes(new string('v', length))];
        Assert.Equal(literal, wire.ToArray()[(_preface.Length + _headers.Length)..]);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 1, 0, 0, 0, 0, 1 })] // To be continued.
    [InlineData(new byte[] { 0, 0, 0, 1, 0xC, 0, 0, 0, 1 })] // Padded.
    public async Task AHeadThatCannotBeExtendedIsRefused(byte[] head)
    {
        await using var stream = new RepeatedHeaders(new MemoryStream(), []);

        var error = await Assert.ThrowsAsync<IOException>(
            () => stream.WriteAsync((byte[])[.. _preface, .. head]).AsTask());

        Assert.Equal("The head of the request is not one frame, or has no room for more fields.", error.Message);
    }

    [Fact]
    public async Task FieldsThatDoNotFitIntoAFrameAreRefused()
    {
        await using var stream = new RepeatedHeaders(new MemoryStream(), [new("a", new string('v', 17_000))]);

        await Assert.ThrowsAsync<IOException>(() => stream.WriteAsync((byte[])[.. _preface, .. _headers]).AsTask());
    }
}
