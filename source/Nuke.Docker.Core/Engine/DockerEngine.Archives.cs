using System.Net;
using System.Text.Json;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    static readonly JsonSerializerOptions _statJson = new() { PropertyNameCaseInsensitive = true };

    /// <summary>What is at a path inside a container; null if nothing is.</summary>
    /// <exception cref="EngineRequestException">There is no such container.</exception>
    internal async Task<PathStat?> StatPathAsync(string container, string path, CancellationToken cancellationToken)
    {
        var query = ArchiveQuery(container, path);
        var route = $"HEAD {query.Path}";
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(query.ToString(), UriKind.Relative));
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            // The same status for a missing container, and no body that would tell.
            return await FindContainerAsync(container, cancellationToken).ConfigureAwait(false) is null
                ? throw EngineRequestException.Refused(response.StatusCode, route, $"No such container: {container}")
                : null;
        }

        if (!response.IsSuccessStatusCode)
            throw EngineRequestException.Refused(
                response.StatusCode, route, response.ReasonPhrase ?? "no reason given");
        var header =
            response.Headers.TryGetValues("X-Docker-Container-Path-Stat", out var values) ? values.First() : "";
        try
        {
            var stat = JsonSerializer.Deserialize<StatHeader>(Convert.FromBase64String(header), _statJson)!;
            return new PathStat(stat.Name, stat.Size, stat.Mode, stat.LinkTarget ?? "");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw EngineRequestException.Unreadable(
                response.StatusCode, route, $"X-Docker-Container-Path-Stat is '{header}'", e);
        }
    }

    /// <summary>A path inside a container as a tar archive, running or not. Disposing the stream ends the
    /// transfer.</summary>
    /// <exception cref="EngineRequestException">404: there is no such container, or no such path.</exception>
    internal async Task<Stream> GetArchiveAsync(string container, string path, CancellationToken cancellationToken)
    {
        var query = ArchiveQuery(container, path);
        var response = await RequestAsync(HttpMethod.Get, query, null, null, cancellationToken).ConfigureAwait(false);
        return await EngineBody.OpenAsync(Endpoint, $"GET {query.Path}", response, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Unpacks a tar archive, written while it is sent, into a directory that exists inside a
    /// container.</summary>
    internal async Task PutArchiveAsync(
        string container,
        string path,
        Func<Stream, CancellationToken, Task> writeArchive,
        CancellationToken cancellationToken)
    {
        var query = ArchiveQuery(container, path).Add("noOverwriteDirNonDir", true);
        using var body = Archive(writeArchive);
        using var response =
            await RequestAsync(HttpMethod.Put, query, body, null, cancellationToken).ConfigureAwait(false);
    }

    static EngineQuery ArchiveQuery(string container, string path) =>
        new EngineQuery($"containers/{container}/archive").Add("path", path);

    sealed record StatHeader(string Name, long Size, uint Mode, string? LinkTarget);
}
