using System.Net;
using System.Security.Cryptography.X509Certificates;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Registries;

/// <summary>A registry, reachable from a private engine and trusted by it, that says what a test wants.</summary>
sealed class ScriptedRegistry : IAsyncDisposable
{
    readonly CertificateAuthority _authority = new();
    readonly ScriptedEngine _answers = ScriptedEngine.OnUnixSocket();
    readonly X509Certificate2 _certificate;
    readonly TlsTerminator _listener;
    readonly string _host;

    public ScriptedRegistry(PrivateEngine engine)
    {
        _host = engine.Engine.HostAddress;
        _certificate = _authority.IssueServer(null, _host);
        _listener = new TlsTerminator(_answers.Endpoint, _certificate, address: IPAddress.Parse(_host));
        _answers.AnswerJson("GET /v2/", "{}");
        var trust = Directory.CreateDirectory(Path.Combine(engine.Engine.ConfigurationDirectory, "certs.d", Address));
        File.WriteAllText(Path.Combine(trust.FullName, "ca.crt"), _authority.Certificate.ExportCertificatePem());
    }

    /// <summary>Host and port.</summary>
    public string Address => $"{_host}:{_listener.Port}";

    /// <summary>How often a manifest of an image was asked for.</summary>
    public int ManifestRequests =>
        _answers.Requests.Count(request => request.Target.Contains("/manifests/", StringComparison.Ordinal));

    /// <summary>Lets every request about an image fail.</summary>
    public void Refuse(string repository, string tag, string status, string code, string message)
    {
        var json = $$"""{"errors":[{"code":"{{code}}","message":"{{message}}"}]}""";
        _answers.AnswerJson($"HEAD /v2/{repository}/manifests/{tag}", json, status);
        _answers.AnswerJson($"GET /v2/{repository}/manifests/{tag}", json, status);
        _answers.AnswerJson($"POST /v2/{repository}/blobs/uploads/", json, status);
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _answers.DisposeAsync();
        _certificate.Dispose();
        _authority.Dispose();
    }
}
