namespace Nuke.Docker.Engine;

/// <summary>The ways to an engine.</summary>
public enum EndpointScheme
{
    /// <summary>A Unix domain socket, <c>unix:///var/run/docker.sock</c>.</summary>
    Unix,

    /// <summary>A Windows named pipe, <c>npipe:////./pipe/docker_engine</c>.</summary>
    NamedPipe,

    /// <summary>A TCP port, <c>tcp://</c>, <c>http://</c> or <c>https://</c>; with TLS if the endpoint has TLS
    /// material.</summary>
    Tcp,

    /// <summary>The <c>docker</c> program of another machine, run through <c>ssh</c>: <c>ssh://user@host</c>.</summary>
    Ssh,
}
