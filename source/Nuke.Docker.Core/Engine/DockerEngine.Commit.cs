using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nuke.Docker.Engine;

// Docker.DotNet knows few of the fields of a configuration; what it does not know would be lost on the way through.
public sealed partial class DockerEngine
{
    /// <summary>The configuration of an image, with everything that the engine tells.</summary>
    /// <exception cref="EngineRequestException">404: there is no such image.</exception>
    internal async Task<JsonObject> ImageConfigurationAsync(string image, CancellationToken cancellationToken)
    {
        var query = new EngineQuery($"images/{image}/json");
        using var response =
            await RequestAsync(HttpMethod.Get, query, null, null, cancellationToken).ConfigureAwait(false);
        var details = await ReadObjectAsync(response, $"GET {query.Path}", cancellationToken).ConfigureAwait(false);
        return details["Config"] as JsonObject is { } configuration ? (JsonObject)configuration.DeepClone() : [];
    }

    /// <summary>Makes an image of a container, running or not.</summary>
    /// <returns>The image's ID.</returns>
    internal async Task<string> CommitContainerAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        var query = new EngineQuery("commit")
            .Add("container", request.Container)
            .Add("repo", request.Repository)
            .Add("tag", request.Tag)
            .Add("author", request.Author)
            .Add("comment", request.Message)
            .Add("pause", request.Pause ? "1" : "0");
        using var body = new StringContent(request.Configuration.ToJsonString(), Encoding.UTF8, "application/json");
        using var response =
            await RequestAsync(HttpMethod.Post, query, body, null, cancellationToken).ConfigureAwait(false);
        var answer = await ReadObjectAsync(response, $"POST {query.Path}", cancellationToken).ConfigureAwait(false);
        return answer["Id"]?.GetValue<string>()
            ?? throw EngineRequestException.Unreadable(response.StatusCode, $"POST {query.Path}", "it has no ID");
    }

    static async Task<JsonObject> ReadObjectAsync(
        HttpResponseMessage response, string route, CancellationToken cancellationToken)
    {
        try
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return JsonNode.Parse(text) as JsonObject
                ?? throw EngineRequestException.Unreadable(HttpStatusCode.OK, route, "it is no object");
        }
        catch (JsonException exception)
        {
            throw EngineRequestException.Unreadable(
                HttpStatusCode.OK, route, EngineAnswer.Excerpt(exception.Message), exception);
        }
    }
}
