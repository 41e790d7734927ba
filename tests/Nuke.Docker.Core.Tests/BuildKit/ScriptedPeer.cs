using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.Core.Tests.BuildKit;

/// <summary>The other side of a call, message by message.</summary>
sealed class ScriptedPeer
{
    readonly Pipe _toUs = new();
    readonly Pipe _toPeer;
    readonly HeaderDictionary _headers = [];

    /// <param name="room">How many bytes may wait for the peer to read them, at least 64 KiB; 0: any number.</param>
    public ScriptedPeer(long room = 0)
    {
        _toPeer = new Pipe(new PipeOptions(pauseWriterThreshold: room));
        Call = new GrpcCall(_headers, _toUs.Reader, _toPeer.Writer);
    }

    public GrpcCall Call { get; }

    public ScriptedPeer With(string header, params string[] values)
    {
        _headers[header] = values;
        return this;
    }

    public async Task SendAsync(params IWireMessage[] messages)
    {
        foreach (var message in messages)
            _toUs.Writer.WriteMessage(message, new WireWriter());
        await _toUs.Writer.FlushAsync();
    }

    public async Task SendRawAsync(byte[] bytes) => await _toUs.Writer.WriteAsync(bytes);

    public void HangUp() => _toUs.Writer.Complete();

    public async Task<Packet> ReceiveAsync() =>
        (await _toPeer.Reader.ReadMessageAsync<Packet>(CancellationToken.None).AsTask().WaitAsync(GrpcPair.Patience))!;

    public async Task<T> ReceiveAsync<T>()
        where T : class, IWireMessage<T> =>
        (await _toPeer.Reader.ReadMessageAsync<T>(CancellationToken.None).AsTask().WaitAsync(GrpcPair.Patience))!;

    /// <summary>A message as it is on the wire.</summary>
    public async Task<byte[]> ReceiveRawAsync() => (await ReceiveAsync<Raw>()).Bytes;

    sealed record Raw(byte[] Bytes) : IWireMessage<Raw>
    {
        public static Raw Read(ReadOnlySpan<byte> message) => new(message.ToArray());
    }
}
