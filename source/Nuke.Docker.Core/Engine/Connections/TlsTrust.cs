using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nuke.Docker.Engine.Connections;

/// <summary>Whom a connection trusts, and as whom it presents itself: the system's authorities, and the endpoint's own
/// files.</summary>
sealed class TlsTrust(EngineEndpoint endpoint, EndpointTls tls)
{
    /// <summary>Why the engine's certificate was refused; null if it was not.</summary>
    public string? Problem { get; private set; }

    /// <exception cref="EngineUnavailableException">One of the files cannot be used.</exception>
    public SslClientAuthenticationOptions Options() => new()
    {
        TargetHost = endpoint.Host,
        ApplicationProtocols = endpoint.SpeaksHttp2 ? [SslApplicationProtocol.Http2] : null,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        ClientCertificateContext = LoadClient(),
        RemoteCertificateValidationCallback = Validator(LoadAuthorities()),
    };

    /// <summary>What the other side may dislike about a certificate of ours, as a relative clause.</summary>
    public static string FlawOf(string certificateFile)
    {
        using var own = X509CertificateLoader.LoadCertificateFromFile(certificateFile);
        return own.NotAfter < DateTime.Now ? $"which expired on {own.NotAfter.ToUniversalTime():yyyy-MM-dd}"
            : own.NotBefore > DateTime.Now ? $"which begins on {own.NotBefore.ToUniversalTime():yyyy-MM-dd}"
            : $"which is signed by '{own.Issuer}'";
    }

    RemoteCertificateValidationCallback Validator(X509Certificate2Collection authorities) =>
        (_, certificate, chain, errors) =>
    {
        if (errors == SslPolicyErrors.None || tls.SkipVerification)
            return true;
        if (certificate is not X509Certificate2 server)
            Problem = "it shows no certificate";
        else if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            Problem = $"its certificate is for {CertificateNames.Of(server)}, not for '{endpoint.Host}'";
        else
            Problem = ProblemWith(server, chain!, authorities);
        return Problem is null;
    };

    static string? ProblemWith(X509Certificate2 server, X509Chain presented, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1", "Server Authentication"));
        chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        if (authorities.Count > 0)
        {
            // The system's authorities have been asked already.
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (chain.Build(server))
            return null;
        if (chain.ChainStatus.Any(status => status.Status == X509ChainStatusFlags.NotTimeValid))
            return server.NotAfter < DateTime.Now
                ? $"its certificate expired on {server.NotAfter.ToUniversalTime():yyyy-MM-dd}"
                : "its certificate, or one above it, is not valid today; it begins on "
                    + $"{server.NotBefore.ToUniversalTime():yyyy-MM-dd}";
        if (chain.ChainStatus.Any(
            status => status.Status is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot))
            return $"its certificate is signed by '{server.Issuer}', which is not trusted";
        return "its certificate is not valid: "
            + string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation.Trim().TrimEnd('.')));
    }

    X509Certificate2Collection LoadAuthorities()
    {
        var authorities = new X509Certificate2Collection();
        if (tls.CaFile is null || tls.SkipVerification)
            return authorities;
        try
        {
            authorities.ImportFromPemFile(tls.CaFile);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Unusable($"'{tls.CaFile}' cannot be read", e);
        }

        return authorities.Count > 0 ? authorities : throw Unusable($"'{tls.CaFile}' holds no certificate", null);
    }

    SslStreamCertificateContext? LoadClient()
    {
        if (tls is { CertificateFile: null, KeyFile: null })
            return null;
        if (tls is not { CertificateFile: { } certificateFile, KeyFile: { } keyFile })
            throw Unusable(tls.KeyFile is null
                ? $"'{tls.CertificateFile}' has no key.pem beside it"
                : $"'{tls.KeyFile}' has no cert.pem beside it", null);
        try
        {
            var client = Usable(X509Certificate2.CreateFromPemFile(certificateFile, keyFile));
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(certificateFile);
            return SslStreamCertificateContext.Create(client, [.. all.Skip(1)], offline: true);
        }
        catch (Exception e) when (e
            is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(
                $"the client certificate '{certificateFile}' with key '{keyFile}' cannot be used "
                + $"({e.Message.TrimEnd('.')})",
                e);
        }
    }

    // SChannel takes no key that was never stored: dotnet/runtime issue 23749.
    static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    EngineUnavailableException Unusable(string reason, Exception? cause) =>
        EngineUnavailableException.NoAnswer(
            endpoint,
            reason,
            cause,
            $"Put PEM files into {endpoint.Peer.CertificatePath}"
            + (endpoint.Peer == EndpointPeer.Engine ? ", or create the context anew." : "."));
}
