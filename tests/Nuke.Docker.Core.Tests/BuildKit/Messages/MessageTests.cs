using System.Text;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.Core.Tests.BuildKit.Messages;

/// <summary>The bytes come from Google.Protobuf 3.25.1 with the fields of BuildKit's own definitions.</summary>
public class MessageTests
{
    [Fact]
    public void ASolveHasTheBytesThatGooglesCodecGivesIt()
    {
        var moby = new ExporterEntry("moby", new Dictionary<string, string> { ["name"] = "a:1,b:2" });
        var request = new SolveRequest
        {
            Reference = "ref1",
            Session = "s1",
            FrontendAttributes = new Dictionary<string, string> { ["target"] = "größe" },
            Exporters = [moby],
            CacheExports = [new ExporterEntry("inline")],
        };

        Assert.Equal(
            "0A04726566311A046D6F6279220F0A046E616D651207613A312C623A322A027331320D646F636B657266696C652E76303A110A06746172676574"
            + "12076772C3B6C39F65420A22080A06696E6C696E656A170A046D6F6279120F0A046E616D651207613A312C623A32",
            Hex(request));
    }

    [Fact]
    public void ATraceIsReadInFull()
    {
        var trace = StatusResponse.Read(Convert.FromHexString(Samples.Trace));

        Assert.Equal(
            [
                new Vertex
                {
                    Digest = "sha256:aa",
                    Name = "[1/2] FROM x",
                    Cached = true,
                    Started = DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000).AddTicks(1_234_567),
                    Completed = DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_001),
                    Error = "no",
                },
            ],
            trace.Vertexes);
        Assert.Equal(
            [new VertexStatus { Id =
                "extracting", Vertex =
                    "sha256:aa", Name = "n", Current = 5_000_000_000, Total = 7, IsCompleted = true }],
            trace.Statuses);
        var log = Assert.Single(trace.Logs);
        Assert.Equal(
            ("sha256:aa", true, "hällo\n"), (log.Vertex, log.IsError, Encoding.UTF8.GetString(log.Bytes.Span)));
        Assert.Equal([new VertexWarning("Legacy: x", "https://u", "Dockerfile", new LineRange(3, 5))], trace.Warnings);
    }

    [Fact]
    public void APacketIsReadAndWrittenAlike()
    {
        var packet = Packet.Read(Convert.FromHexString(Samples.StatPacket));

        Assert.Equal(PacketType.Stat, packet.Type);
        Assert.Equal("a/" + new string('b', 200), packet.Stat!.Path);
        Assert.True(packet.Stat.Mode.IsDirectory);
        Assert.Equal((UnixFileMode)0b111_101_101, packet.Stat.Mode.Permissions);
        Assert.Equal((12L, -1L, "l"), (packet.Stat.Size, packet.Stat.Modified, packet.Stat.LinkName));
        Assert.Equal(
            Samples.StatPacket, Hex(packet with { Stat = packet.Stat with { DeviceMajor = 1, DeviceMinor = 3 } }));
        Assert.Equal("080218AC02220178", Hex(new Packet(PacketType.Data) { Id = 300, Data = "x"u8.ToArray() }));
    }

    [Fact]
    public void WorkersAreRead()
    {
        var workers = ListWorkersResponse.Read(Convert.FromHexString(
            "0A340A017712060A016112016212030A01651A0E0A05616D64363412056C696E75781A120A0361726D12056C696E75781A0276372200"));

        var worker = Assert.Single(workers.Workers);
        Assert.Equal(new Dictionary<string, string> { ["a"] = "b", ["e"] = "" }, worker.Labels);
        Assert.Equal(["linux/amd64", "linux/arm/v7"], worker.Platforms);
    }

    [Fact]
    public void ATimeThatNoCalendarHasIsTold()
    {
        // Vertex { started { seconds = 2^62 } }
        var error = Assert.Throws<MalformedMessageException>(
            () => Vertex.Read(Convert.FromHexString("2A0A08808080808080808040")));

        Assert.Equal(
            "BuildKit sent a message that cannot be read: 4611686018427387904 s and 0 ns is no time. "
            + "Look into its log, or the engine's.",
            error.Message);
    }

    static string Hex(IWireMessage message)
    {
        var writer = new WireWriter();
        message.WriteTo(writer);
        return Convert.ToHexString(writer.Written.Span);
    }
}
