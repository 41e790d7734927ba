using System.Runtime.CompilerServices;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    /// <summary>Attaches to a container's output. Attach before the container starts, or its first lines are
    /// missed.</summary>
    /// <remarks>Containers with a terminal are not supported: their stream has no frames.</remarks>
    internal async Task<ContainerAttachment> AttachAsync(string id, CancellationToken cancellationToken)
    {
        var query = new EngineQuery($"containers/{id}/attach").Add("stream", true).Add("stdout", true)
            .Add("stderr", true);
        var stream = await UpgradeAsync(query, "tcp", null, cancellationToken).ConfigureAwait(false);
        return new ContainerAttachment(
            stream, OutputFrames.ReadAsync(Endpoint, $"POST {query.Path}", stream, cancellationToken));
    }

    /// <summary>What a container has written so far; with <paramref name="follow"/> until it ends.</summary>
    internal async IAsyncEnumerable<ContainerOutput> LogsAsync(
        string id, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new EngineQuery($"containers/{id}/logs").Add("stdout", true).Add("stderr", true)
            .Add("follow", follow);
        var route = $"GET {query.Path}";
        var response = await RequestAsync(HttpMethod.Get, query, null, null, cancellationToken).ConfigureAwait(false);
        var stream = await EngineBody.OpenAsync(Endpoint, route, response, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
            await foreach (var line in OutputFrames.ReadAsync(Endpoint, route, stream, cancellationToken)
                .ConfigureAwait(false))
                yield return line;
    }
}
