using Nuke.Common;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Components;

/// <summary>The Docker Engine that a build talks to.</summary>
public interface IHazDockerEngine : INukeBuild
{
    /// <summary>Where the engine is.</summary>
    /// <value>
    /// By default what the docker CLI would use: <c>DOCKER_HOST</c>, <c>DOCKER_CONTEXT</c>, the current context, the
    /// platform's own.
    /// </value>
    [Parameter(
        "Where the Docker Engine is: unix:///var/run/docker.sock, tcp://host:2376, ssh://user@host - Default is what "
        + "the docker CLI would use")]
    string? DockerEndpoint => TryGetValue(() => DockerEndpoint);

    /// <summary>The host under which ports that containers publish are reached from here.</summary>
    /// <value>By default <see cref="EngineEndpoint.PublishedHost"/>.</value>
    [Parameter("Host under which published ports are reached - Default is the engine's own, or 127.0.0.1")]
    string? DockerPublishedHost => TryGetValue(() => DockerPublishedHost);

    /// <summary>The endpoint, resolved.</summary>
    /// <exception cref="FormatException">A value is not an endpoint; the message says which and where it came
    /// from.</exception>
    sealed EngineEndpoint ResolvedDockerEndpoint =>
        EngineEndpoint.Resolve(DockerEndpoint, EngineEnvironment.Current) with
        {
            PublishedHost = DockerPublishedHost ?? ""
        };
}
