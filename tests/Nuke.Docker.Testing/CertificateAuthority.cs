using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nuke.Docker.Testing;

/// <summary>A certificate authority that lives for one test, and writes PEM files into a directory of its
/// own.</summary>
public sealed class CertificateAuthority : IDisposable
{
    public CertificateAuthority(string name = "Test authority")
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("tls-").FullName;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(2));
        Write("ca.pem", Certificate.ExportCertificatePem());
    }

    /// <summary>Where the files are: as <c>DOCKER_CERT_PATH</c> wants them.</summary>
    public string Directory { get; }

    /// <summary>With its private key; its public part is in <see cref="CaFile"/>.</summary>
    public X509Certificate2 Certificate { get; }

    public string CaFile => Path.Combine(Directory, "ca.pem");

    /// <summary>A certificate for a server.</summary>
    /// <param name="names">DNS names or addresses.</param>
    public X509Certificate2 IssueServer(DateTimeOffset? notAfter = null, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        var request = new CertificateRequest("CN=engine", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var issued = Sign(request, notAfter);
        using var certificate = issued.CopyWithPrivateKey(key);
        // SslStream as a server wants a key that survives its algorithm object.
        return X509CertificateLoader.LoadPkcs12(
            certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>Writes <c>cert.pem</c> and <c>key.pem</c> for a client.</summary>
    /// <param name="keyFormat"><c>PKCS#8</c>, <c>PKCS#1</c> (both RSA) or <c>EC</c>: what key files come in.</param>
    /// <param name="notAfter">Its last moment; null: in a year.</param>
    public void IssueClient(string keyFormat = "PKCS#8", DateTimeOffset? notAfter = null)
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = keyFormat == "EC"
            ? new CertificateRequest("CN=client", ec, HashAlgorithmName.SHA256)
            : new CertificateRequest("CN=client", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
        using var issued = Sign(request, notAfter);
        Write("cert.pem", issued.ExportCertificatePem());
        Write("key.pem", keyFormat switch
        {
            "PKCS#8" => rsa.ExportPkcs8PrivateKeyPem(),
            "PKCS#1" => rsa.ExportRSAPrivateKeyPem(),
            _ => ec.ExportECPrivateKeyPem(),
        });
    }

    /// <summary>Whether a certificate was issued here.</summary>
    public bool Issued(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    X509Certificate2 Sign(CertificateRequest request, DateTimeOffset? notAfter)
    {
        var generator = X509SignatureGenerator.CreateForECDsa(Certificate.GetECDsaPrivateKey()!);
        var end = notAfter ?? DateTimeOffset.UtcNow.AddYears(1);
        return request.Create(
            Certificate.SubjectName, generator, end.AddYears(-1), end, RandomNumberGenerator.GetBytes(8));
    }

    void Write(string file, string text) => File.WriteAllText(Path.Combine(Directory, file), text);
}
