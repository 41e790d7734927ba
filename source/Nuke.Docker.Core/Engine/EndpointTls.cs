namespace Nuke.Docker.Engine;

/// <summary>The files that secure a connection. Whatever is null is not used.</summary>
public sealed record EndpointTls
{
    /// <summary>PEM file with the authorities that are trusted in addition to the system's own.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file with the client's certificate, then its intermediates.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with the client's private key: PKCS#8, PKCS#1 or SEC 1 (EC), not encrypted.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Accepts whatever certificate the engine shows.</summary>
    public bool SkipVerification { get; init; }
}
