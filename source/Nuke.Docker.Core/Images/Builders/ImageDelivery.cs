using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Builders;

/// <summary>Brings an image from a builder into the engine: piece by piece as it comes, and never to a disk.</summary>
/// <remarks>Engine API: <c>POST /images/load</c>.</remarks>
/// <param name="engine">Gets it.</param>
/// <param name="builder">Where it comes from.</param>
/// <param name="image">What errors call it.</param>
/// <param name="reporter">Hears of layers.</param>
sealed class ImageDelivery(
    DockerEngine engine, EngineEndpoint builder, string image, IProgressReporter reporter)
{
    /// <summary>What the solve asks for: an archive of the kind that every engine loads, or, for several platforms, of
    /// the only one that can hold them, which engines with the store of containerd load.</summary>
    /// <param name="name">The name that the image gets.</param>
    /// <param name="severalPlatforms">Whether the image is for more than one.</param>
    public BuildOutput Output(string name, bool severalPlatforms) =>
        new BuildOutput.Passed(severalPlatforms ? "oci" : "docker", name, ReceiveAsync);

    async Task ReceiveAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in engine.LoadImagesAsync(WriteAsync, cancellationToken).ConfigureAwait(false))
                if (message is EngineMessage.Layer layer)
                    reporter.Report(
                        new ProgressEvent.Layer(layer.Id, layer.Text, layer.CurrentBytes, layer.TotalBytes));
        }
        catch (EngineRequestException e)
        {
            throw ImageDeliveryException.Refused(
                image, builder, $"engine {engine.Version.ServerVersion} at {engine.Endpoint.Description}", e);
        }

        async Task WriteAsync(Stream archive, CancellationToken stop)
        {
            while (await call.ReadAsync<BytesMessage>(stop).ConfigureAwait(false) is { } piece)
                await archive.WriteAsync(piece.Data, stop).ConfigureAwait(false);
        }
    }
}
