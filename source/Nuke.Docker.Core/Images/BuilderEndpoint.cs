using System.Diagnostics.CodeAnalysis;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Images;

/// <summary>A builder that is not the engine: a <c>buildkitd</c>, how it is reached, and what it is taken
/// for.</summary>
/// <remarks>
/// A host name with several addresses, as a headless service has in Kubernetes, stands for one builder at each of them.
/// </remarks>
public sealed record BuilderEndpoint
{
    readonly EngineEndpoint _endpoint;

    BuilderEndpoint(EngineEndpoint endpoint, IReadOnlyList<Platform> platforms) =>
        (_endpoint, Platforms) = (endpoint with { Peer = EndpointPeer.Builder }, platforms);

    /// <summary>Where it is, as it was written: <c>tcp://builder:1234</c>,
    /// <c>unix:///run/buildkit/buildkitd.sock</c>.</summary>
    public string Address => _endpoint.Address;

    /// <summary>What it is taken for.</summary>
    /// <value>Empty, the default: what it says itself, its own platform before those that it emulates.</value>
    public IReadOnlyList<Platform> Platforms { get; init; }

    /// <summary>What secures the connection.</summary>
    /// <value><see langword="null"/>, the default of <c>tcp://</c>: nothing. Whoever reaches such a builder builds with
    /// it.</value>
    public EndpointTls? Tls
    {
        get => _endpoint.Tls;
        init => _endpoint = _endpoint.Scheme == EndpointScheme.Tcp ? _endpoint with { Tls = value } : _endpoint;
    }

    internal EngineEndpoint Endpoint => _endpoint;

    /// <summary>Reads a builder: an address, or what it is taken for and its address.</summary>
    /// <param name="text">Such as <c>tcp://builder:1234</c>, <c>linux/arm64=tcp://arm:1234</c>,
    /// <c>linux/arm64+linux/arm/v7=tcp://arm:1234</c>.</param>
    /// <exception cref="FormatException">The text is not one; the message says why.</exception>
    public static BuilderEndpoint Parse(string text) =>
        Read(text, out var problem) ?? throw new FormatException($"'{text}' is not a builder: {problem}");

    /// <summary>Reads a builder without exceptions.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BuilderEndpoint? endpoint) =>
        (endpoint = Read(text ?? "", out _)) is not null;

    /// <summary>Secures the connection with the files of a directory, as Docker names them.</summary>
    /// <param name="directory">Has <c>ca.pem</c>, the authority that signs builders, if not the system's;
    /// <c>cert.pem</c> and <c>key.pem</c>, as whom this side presents itself.</param>
    /// <exception cref="ArgumentException">It has none of them.</exception>
    public BuilderEndpoint WithCertificates(string directory)
    {
        var files = EngineEnvironment.FilesIn(directory);
        return files is { CaFile: null, CertificateFile: null, KeyFile: null }
            ? throw new ArgumentException(
                $"'{directory}' has none of ca.pem, cert.pem and key.pem, with which the builder at '{Address}' would "
                + "be reached.")
            : this with { Tls = files };
    }

    /// <summary>What it is taken for, and its address.</summary>
    public override string ToString() => Platforms.Count == 0 ? Address : $"{string.Join('+', Platforms)}={Address}";

    internal static BuilderEndpoint? Read(string text, out string problem)
    {
        var platforms = new List<Platform>();
        var address = text;
        if (text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
            && !text[..equals].Contains("://", StringComparison.Ordinal))
        {
            address = text[(equals + 1)..];
            foreach (var name in text[..equals].Split('+'))
            {
                if (!Platform.TryParse(name, out var platform))
                {
                    problem = $"'{name}' is not a platform such as 'linux/arm64'.";
                    return null;
                }

                platforms.Add(platform);
            }
        }

        if (EngineEndpoint.Read(address, out problem) is not { } endpoint)
            return null;
        problem = endpoint.Scheme switch
        {
            EndpointScheme.Ssh => "builders are not reached through ssh. Forward the port or socket with 'ssh -L'.",
            EndpointScheme.Tcp when !endpoint.HasPort => "it has no port. buildkitd is usually told to take 1234.",
            _ => "",
        };
        return problem.Length > 0 ? null : new(endpoint, platforms);
    }
}
