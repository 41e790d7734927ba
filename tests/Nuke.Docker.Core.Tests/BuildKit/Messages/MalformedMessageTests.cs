using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.Core.Tests.BuildKit.Messages;

public class MalformedMessageTests
{
    const int Rounds = 20_000;
    const int Seed = 20;

    static readonly byte[][] _samples =
    [
        Convert.FromHexString(Samples.Trace),
        Convert.FromHexString(Samples.StatPacket),
        Convert.FromHexString("0A100A017712060A016112016212030A0165"),
    ];

    static readonly Action<byte[]>[] _readers =
    [
        message => StatusResponse.Read(message),
        message => Packet.Read(message),
        message => ListWorkersResponse.Read(message),
        message => InfoResponse.Read(message),
        message => SolveResponse.Read(message),
        message => RpcStatus.Read(message),
        message => TextRequest.Read(message),
        message => BytesMessage.Read(message),
        message => ReadContentRequest.Read(message),
        message => WriteContentRequest.Read(message),
    ];

    [Fact]
    public void WhateverArrivesIsReadOrRefused()
    {
        var random = new Random(Seed);
        var refused = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var message = Spoil(_samples[random.Next(_samples.Length)], random);
            foreach (var read in _readers)
                refused += IsRefused(read, message) ? 1 : 0;
        }

        Assert.InRange(refused, Rounds / 10, Rounds * _readers.Length);
        // 10 KB a reading: an exception with its text included, a length that is believed excluded.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Rounds * _readers.Length * 10_000L);
    }

    [Fact]
    public void ATraceThatIsCutAnywhereIsReadOrRefused()
    {
        for (var length = 0; length < _samples[0].Length; length++)
            IsRefused(_readers[0], _samples[0][..length]);
    }

    /// <summary>Any other exception fails the test.</summary>
    static bool IsRefused(Action<byte[]> read, byte[] message)
    {
        try
        {
            read(message);
            return false;
        }
        catch (MalformedMessageException)
        {
            return true;
        }
    }

    static byte[] Spoil(byte[] sample, Random random)
    {
        var message = sample.ToList();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var position = random.Next(message.Count);
            switch (random.Next(3))
            {
                case 0:
                    message[position] = (byte)random.Next(256);
                    break;
                case 1:
                    message.Insert(position, (byte)random.Next(256));
                    break;
                default:
                    message.RemoveRange(position, Math.Min(random.Next(1, 9), message.Count - position - 1));
                    break;
            }
        }

        return [.. message];
    }
}
