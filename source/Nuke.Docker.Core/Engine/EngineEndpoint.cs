using System.Net;

namespace Nuke.Docker.Engine;

/// <summary>Where an engine is, how it is reached, and who said so.</summary>
/// <remarks>
/// <see cref="Resolve"/> decides as the docker CLI does: an explicit value, <c>DOCKER_HOST</c>, <c>DOCKER_CONTEXT</c>,
/// <c>currentContext</c> of <c>config.json</c>, the platform's default.
/// </remarks>
public sealed partial record EngineEndpoint
{
    const string UnixDefault = "unix:///var/run/docker.sock";
    const string WindowsDefault = "npipe:////./pipe/docker_engine";
    const string DefaultSource = "default";

    EngineEndpoint(EndpointScheme scheme, string address) => (Scheme, Address) = (scheme, address);

    /// <summary>The way to the engine.</summary>
    public EndpointScheme Scheme { get; }

    /// <summary>The endpoint as it was written, such as <c>tcp://build-7:2376</c>.</summary>
    public string Address { get; }

    /// <summary>Who named it.</summary>
    /// <value><c>--docker-endpoint</c>, <c>DOCKER_HOST</c>, <c>context 'name'</c>, <c>default</c>; empty after
    /// <see cref="Parse(string)"/>.</value>
    public string Source { get; init; } = "";

    /// <summary>What secures the connection; null: nothing but the way itself.</summary>
    public EndpointTls? Tls { get; init; }

    /// <summary>The host under which ports that containers publish are reached from here: a name or an IP
    /// address.</summary>
    /// <value>
    /// By default the engine's own host with <c>tcp://</c> and <c>ssh://</c>, and <c>127.0.0.1</c> with a socket or
    /// pipe. It has to be set where the engine's machine is not the one that its socket is on, as in a container that
    /// the socket was mounted into.
    /// </value>
    public string PublishedHost
    {
        get => field ?? (Scheme is EndpointScheme.Tcp or EndpointScheme.Ssh ? Host : "127.0.0.1");
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Path of the socket or pipe; for ssh the socket on the other machine, empty for its default.</summary>
    internal string SocketPath { get; private init; } = "";

    internal string Host { get; private init; } = "";

    /// <summary>0: the program's own default (ssh).</summary>
    internal int Port { get; private init; }

    /// <summary>The user for ssh; empty: ssh decides.</summary>
    internal string User { get; private init; } = "";

    /// <summary>Which of the host's addresses is dialled; null: whichever answers.</summary>
    internal IPAddress? Resolved { get; init; }

    /// <summary>What messages call the other side.</summary>
    internal EndpointPeer Peer { get; init; } = EndpointPeer.Engine;

    /// <summary>Whether HTTP/2 is spoken from the first byte on; TLS agrees on it in its handshake.</summary>
    internal bool SpeaksHttp2 { get; init; }

    /// <summary>The program that carries ssh endpoints.</summary>
    internal string SshProgram { get; init; } = "ssh";

    /// <summary>Address and source, for messages.</summary>
    internal string Description => Source switch
    {
        "" when Resolved is not null => $"'{Address}' ({Resolved})",
        "" => $"'{Address}'",
        DefaultSource => $"'{Address}' ({Source})",
        _ => $"'{Address}' (from {Source})",
    };

    /// <summary>Finds the engine that the surroundings name.</summary>
    /// <param name="explicitValue">The value of <c>--docker-endpoint</c>; null or empty if it was not given.</param>
    /// <param name="environment">Variables and configuration; <see cref="EngineEnvironment.Current"/> has the real
    /// ones.</param>
    /// <exception cref="FormatException">The value, whose source the message names, is not an endpoint.</exception>
    /// <exception cref="EngineContextException">A context is named that cannot be read.</exception>
    public static EngineEndpoint Resolve(string? explicitValue, EngineEnvironment environment)
    {
        if (!string.IsNullOrEmpty(explicitValue))
            return Parse(explicitValue, "--docker-endpoint").Secured(environment.Tls());
        if (environment.Get("DOCKER_HOST") is { } host)
            return Parse(host, "DOCKER_HOST").Secured(environment.Tls());
        if (ContextStore.Current(environment) is { } context)
            return context;
        return Parse(environment.IsWindows ? WindowsDefault : UnixDefault, DefaultSource);
    }

    /// <summary>The address alone.</summary>
    public override string ToString() => Address;

    internal EngineEndpoint Secured(EndpointTls? tls) => Scheme == EndpointScheme.Tcp && tls is not null
        ? this with { Tls = tls, Port = Address.StartsWith("tcp", StringComparison.Ordinal) && Port == PlainPort
            && !HasPort ? TlsPort : Port }
        : this;
}
