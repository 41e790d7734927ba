using System.Net;

namespace Nuke.Docker.Engine;

/// <summary>The engine answered, and the answer is a refusal or cannot be understood.</summary>
public sealed class EngineRequestException : DockerException
{
    EngineRequestException(HttpStatusCode status, string route, string reason, string message, Exception? cause)
        : base(message, cause) => (Status, Route, Reason) = (status, route, reason);

    /// <summary>The status of the answer.</summary>
    /// <value><see cref="HttpStatusCode.OK"/> when the failure arrived inside a stream that had begun well.</value>
    public HttpStatusCode Status { get; }

    /// <summary>Method and path of the request without version and query, such as <c>POST
    /// /containers/create</c>.</summary>
    public string Route { get; }

    /// <summary>The engine's own words.</summary>
    public string Reason { get; }

    internal static EngineRequestException Refused(
        HttpStatusCode status, string route, string reason, Exception? cause = null) =>
        new(status, route, reason, $"The Docker Engine refused {route} with status {(int)status}: {reason}", cause);

    internal static EngineRequestException FailedInStream(string route, string reason) =>
        new(HttpStatusCode.OK, route, reason, $"The Docker Engine gave up {route}: {reason}", null);

    internal static EngineRequestException Unreadable(
        HttpStatusCode status, string route, string reason, Exception? cause = null) =>
        new(status, route, reason, $"The answer to {route} is not what a Docker Engine sends: {reason}", cause);
}
