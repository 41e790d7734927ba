using System.Security.Cryptography.X509Certificates;

namespace Nuke.Docker.Engine.Connections;

/// <summary>Whom a certificate speaks for, for messages.</summary>
static class CertificateNames
{
    /// <summary>The alternative names, quoted, at most five; the subject where there are none.</summary>
    public static string Of(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames()
            .Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())))
            .Take(5)
            .Select(name => $"'{name}'")
            .ToList();
        return names.Count == 0 ? $"'{certificate.Subject}'" : string.Join(", ", names);
    }
}
