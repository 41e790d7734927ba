using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Nuke.Docker.Engine;

public sealed partial record EngineEndpoint
{
    const int PlainPort = 2375;
    const int TlsPort = 2376;

    /// <summary>Bytes of <c>sockaddr_un.sun_path</c> without the terminating zero: 108 on Linux, 104 on macOS and
    /// BSD.</summary>
    static readonly int _longestSocketPath = OperatingSystem.IsLinux() ? 107 : 103;

    internal bool HasPort { get; private init; }

    /// <summary>Reads an endpoint: <c>unix://</c>, <c>npipe://</c>, <c>tcp://</c>, <c>http://</c>, <c>https://</c> or
    /// <c>ssh://</c>.</summary>
    /// <exception cref="FormatException">The value is not an endpoint; the message says why.</exception>
    public static EngineEndpoint Parse(string value) => Parse(value, "");

    /// <summary>Reads an endpoint without exceptions.</summary>
    public static bool TryParse(string? value, [NotNullWhen(true)] out EngineEndpoint? endpoint) =>
        (endpoint = Read(value ?? "", out _)) is not null;

    internal static EngineEndpoint Parse(string value, string source) =>
        Read(value, out var problem) is { } endpoint
            ? endpoint with { Source = source }
            : throw new FormatException(
                $"'{value}'{(source.Length == 0 ? "" : $" (from {source})")} is not an engine endpoint: {problem}");

    internal static EngineEndpoint? Read(string value, out string problem)
    {
        problem = "";
        var separator = value.IndexOf("://", StringComparison.Ordinal);
        if (separator < 0)
        {
            problem = value.StartsWith('/') ? $"it has no scheme. Did you mean 'unix://{value}'?"
                : $"it has no scheme. Did you mean 'tcp://{value}'?";
            return null;
        }

        var rest = value[(separator + 3)..];
        switch (value[..separator])
        {
            case "unix":
                return ReadUnix(value, rest, out problem);
            case "npipe":
                return ReadPipe(value, rest, out problem);
            case "tcp" or "http":
                return ReadHost(value, EndpointScheme.Tcp, PlainPort, out problem);
            case "https":
                return ReadHost(value, EndpointScheme.Tcp, TlsPort, out problem) is { } secure
                    ? secure with { Tls = new EndpointTls() } : null;
            case "ssh":
                return ReadHost(value, EndpointScheme.Ssh, 0, out problem);
            case var scheme:
                problem = $"the scheme '{scheme}' is none of unix, npipe, tcp, http, https, ssh.";
                return null;
        }
    }

    static EngineEndpoint? ReadUnix(string value, string path, out string problem)
    {
        var bytes = Encoding.UTF8.GetByteCount(path);
        problem = !path.StartsWith('/') ? "the path of the socket is not absolute."
            : bytes > _longestSocketPath
                ? $"the path of the socket has {bytes} bytes, this system allows {_longestSocketPath}. Use a shorter "
                    + "path; a symbolic link will do."
            : "";
        return problem.Length > 0 ? null : new EngineEndpoint(EndpointScheme.Unix, value) { SocketPath = path };
    }

    static EngineEndpoint? ReadPipe(string value, string path, out string problem)
    {
        // //./pipe/docker_engine: server '.', name 'docker_engine'.
        var parts = path.Replace('\\', '/').Split('/', 5);
        if (parts is ["", "", { Length: > 0 } server, "pipe", { Length: > 0 } name])
        {
            problem = "";
            return new EngineEndpoint(EndpointScheme.NamedPipe, value) { Host = server, SocketPath = name };
        }

        problem = $"a pipe is written '{WindowsDefault}'.";
        return null;
    }

    static EngineEndpoint? ReadHost(string value, EndpointScheme scheme, int defaultPort, out string problem)
    {
        // The scheme is replaced by one that Uri has no default port for.
        var text = "docker" + value[value.IndexOf("://", StringComparison.Ordinal)..];
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            problem = "it has no host, or a port that is not a number up to 65535.";
        else if (uri.Query.Length + uri.Fragment.Length > 0)
            problem = "it has a query or a fragment.";
        else if (scheme == EndpointScheme.Ssh && uri.UserInfo.Contains(':', StringComparison.Ordinal))
            problem = "it has a password. Let ssh find a key instead.";
        else if (scheme == EndpointScheme.Ssh && (uri.Host.StartsWith('-') || uri.UserInfo.StartsWith('-')))
            problem = "host and user must not begin with a dash.";
        else if (scheme == EndpointScheme.Tcp && uri.UserInfo.Length > 0)
            problem = "it has a user name.";
        else if (scheme == EndpointScheme.Tcp && uri.AbsolutePath.Length > 1)
            problem = "it has a path.";
        else
        {
            problem = "";
            return new EngineEndpoint(scheme, value)
            {
                Host = uri.IdnHost,
                Port = uri.Port > 0 ? uri.Port : defaultPort,
                HasPort = uri.Port > 0,
                User = Uri.UnescapeDataString(uri.UserInfo),
                SocketPath = scheme == EndpointScheme.Ssh && uri.AbsolutePath.Length > 1
                    ? Uri.UnescapeDataString(uri.AbsolutePath)
                    : "",
            };
        }

        return null;
    }
}
