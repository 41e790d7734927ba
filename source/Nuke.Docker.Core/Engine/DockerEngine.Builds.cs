using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Nuke.Docker.Engine.Connections;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    const string BuildRoute = "POST /build";

    /// <summary>Builds an image with the classic builder.</summary>
    /// <param name="request">The query.</param>
    /// <param name="writeContext">Writes the context as a tar archive while it is sent; not called with a remote
    /// context.</param>
    /// <param name="cancellationToken">Ends the build on the engine too.</param>
    /// <returns>The messages. A <see cref="EngineMessage.Failure"/> is the last one; without it the build has
    /// succeeded.</returns>
    internal async IAsyncEnumerable<EngineMessage> BuildImageAsync(
        BuildRequest request,
        Func<Stream, CancellationToken, Task> writeContext,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new EngineQuery("build")
            .Add("dockerfile", request.Dockerfile)
            .AddEach("t", request.Tags)
            .AddJson("buildargs", request.BuildArguments)
            .AddJson("labels", request.Labels)
            .Add("target", request.Target)
            .Add("nocache", request.NoCache)
            .Add("pull", request.Pull)
            .Add("platform", request.Platform)
            .Add("networkmode", request.NetworkMode)
            .AddEach("extrahosts", request.ExtraHosts)
            .Add("shmsize", request.SharedMemoryBytes)
            .AddJson("ulimits", request.Limits)
            .AddJson("cachefrom", request.CacheFrom)
            .Add("remote", request.RemoteContext)
            .Add("rm", true)
            .Add("forcerm", request.ForceRemove);
        using var body = request.RemoteContext is null ? Archive(writeContext) : null;
        var succeeded = false;
        await foreach (var message in ProgressAsync(
            query,
            body,
            headers => headers.Add("X-Registry-Config", RegistryAuth.ToHeader(request.RegistryAuths)),
            cancellationToken).ConfigureAwait(false))
        {
            succeeded |= message is EngineMessage.ImageId
                || (message is EngineMessage.Output output
                    && output.Text.StartsWith("Successfully built ", StringComparison.Ordinal));
            yield return message;
            if (message is EngineMessage.Failure)
                yield break;
        }

        // An engine that is killed in the middle of a RUN may still end the stream in good order.
        if (!succeeded)
            throw EngineUnavailableException.Lost(
                Endpoint, BuildRoute, "ended the stream without an image and without an error");
    }

    static UploadContent Archive(Func<Stream, CancellationToken, Task> write) =>
        new(write) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-tar") } };

    /// <summary>POSTs, and reads the messages of the answer.</summary>
    async IAsyncEnumerable<EngineMessage> ProgressAsync(
        EngineQuery query,
        HttpContent? body,
        Action<HttpRequestHeaders>? addHeaders,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await RequestAsync(
            HttpMethod.Post, query, body, request => addHeaders?.Invoke(request.Headers), cancellationToken)
                .ConfigureAwait(false);
        await foreach (var message in JsonLines.ReadAsync(
            Endpoint, response, $"POST {query.Path}", EngineMessageReader.Read, cancellationToken)
                .ConfigureAwait(false))
            yield return message;
    }
}
