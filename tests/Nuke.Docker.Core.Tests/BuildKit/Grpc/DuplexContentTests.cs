using Nuke.Docker.BuildKit.Grpc;

namespace Nuke.Docker.Core.Tests.BuildKit.Grpc;

public sealed class DuplexContentTests
{
    [Fact]
    public async Task WhoeverWaitsForTheBodyGoesOnWhenTheCallHasEndedBeforeIt()
    {
        using var content = new DuplexContent();
        await using var ended = new EndedStream();

        await Assert.ThrowsAsync<HttpRequestException>(() => content.CopyToAsync(ended));

        Assert.Same(ended, await content.Opened.WaitAsync(GrpcPair.Patience));
    }

    sealed class EndedStream : MemoryStream
    {
        public override Task FlushAsync(CancellationToken cancellationToken) =>
            Task.FromException(new IOException("The request was aborted."));
    }
}
