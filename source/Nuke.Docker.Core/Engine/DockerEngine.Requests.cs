using System.Net;
using System.Text.Json;
using Docker.DotNet;
using Nuke.Docker.Engine.Connections;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    /// <summary>One call of Docker.DotNet: its exceptions become ours, its answer has a limit.</summary>
    async Task<T> CallAsync<T>(
        string route,
        Func<DockerClient, CancellationToken, Task<T>> call,
        CancellationToken cancellationToken,
        TimeSpan? limit = null)
    {
        var answerLimit = limit ?? AnswerLimit;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(answerLimit);
        try
        {
            return await call(_client, stop.Token).ConfigureAwait(false);
        }
        catch (DockerApiException e)
        {
            throw EngineRequestException.Refused(
                e.StatusCode, route, EngineAnswer.Reason(e.ResponseBody) ?? e.StatusCode.ToString(), e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The Docker Engine at {Endpoint.Description} did not answer {route} within "
                + $"{answerLimit.TotalSeconds} s.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ConnectionFailure.Translate(Endpoint, route, e);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw EngineRequestException.Unreadable(HttpStatusCode.OK, route, EngineAnswer.Excerpt(e.Message), e);
        }
    }

    Task<bool> CallAsync(
        string route,
        Func<DockerClient, CancellationToken, Task> call,
        CancellationToken cancellationToken,
        TimeSpan? limit = null) =>
        CallAsync(
            route,
            async (client, stop) =>
            {
                await call(client, stop).ConfigureAwait(false);
                return true;
            },
            cancellationToken,
            limit);

    static async Task<T?> NullIfAbsentAsync<T>(Task<T> call)
        where T : class
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (EngineRequestException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    static async Task<Removal> RemovalAsync(Task call, params HttpStatusCode[] inUse)
    {
        try
        {
            await call.ConfigureAwait(false);
            return Removal.Removed;
        }
        catch (EngineRequestException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return Removal.Absent;
        }
        catch (EngineRequestException e) when (inUse.Contains(e.Status))
        {
            return Removal.InUse;
        }
    }

    /// <summary>One request of ours; any status outside 200–299 is an exception.</summary>
    async Task<HttpResponseMessage> RequestAsync(
        HttpMethod method,
        EngineQuery query,
        HttpContent? content,
        Action<HttpRequestMessage>? configure,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(query.ToString(), UriKind.Relative))
        {
            Content = content
        };
        configure?.Invoke(request);
        var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await RefusalAsync(response, $"{method} {query.Path}", cancellationToken).ConfigureAwait(false);
    }

    static async Task<DockerException> RefusalAsync(
        HttpResponseMessage response, string route, CancellationToken cancellationToken)
    {
        try
        {
            var body = await EngineAnswer.ReadTextAsync(response, cancellationToken).ConfigureAwait(false);
            return EngineRequestException.Refused(response.StatusCode, route, EngineAnswer.Reason(response, body));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return EngineRequestException.Refused(
                response.StatusCode, route, response.ReasonPhrase ?? "no reason given", e);
        }
    }

    // Docker.DotNet reads JSON with Newtonsoft.Json, which is not ours to reference.
    static bool IsUnreadable(Exception e) =>
        e is JsonException or FormatException
        || e.GetType().FullName!.StartsWith("Newtonsoft.Json.", StringComparison.Ordinal);
}
