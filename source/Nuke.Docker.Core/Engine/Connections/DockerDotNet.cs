using Docker.DotNet;

namespace Nuke.Docker.Engine.Connections;

/// <summary>Docker.DotNet on our transport: the package's own one is left aside.</summary>
static class DockerDotNet
{
    public static DockerClient CreateClient(EngineTransport transport, Version apiVersion)
    {
        var configuration = new DockerClientConfiguration(
            transport.BaseAddress,
            new TransportCredentials(transport),
            Timeout.InfiniteTimeSpan,
            TimeSpan.FromSeconds(1),
            new Dictionary<string, string>());
        return configuration.CreateClient(apiVersion);
    }

    /// <summary>The hook that lets a client run on a handler of ours.</summary>
    sealed class TransportCredentials(EngineTransport transport) : Credentials
    {
        // TLS is made below the handler: to the client everything is plain HTTP.
        public override bool IsTlsCredentials() => false;

        public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler)
        {
            innerHandler.Dispose();
            return transport;
        }
    }
}
