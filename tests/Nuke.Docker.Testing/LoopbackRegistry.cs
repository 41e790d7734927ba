using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Nuke.Docker.Machine;

namespace Nuke.Docker.Testing;

/// <summary>A registry (Debian's <c>docker-registry</c>) of a test's own, gone with it or with the test run.</summary>
public sealed class LoopbackRegistry : IAsyncDisposable
{
    public const string UserName = "nuke";
    public const string Password = "hidden";

    // crypt(3) of the password, bcrypt at its lowest cost.
    const string Passwords = UserName + ":$2y$05$abcdefghijklmnopqrstuu4BcS2/37KDukaKm7SMr8Dt17UhqpC0G\n";
    static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(20);

    readonly TemporaryDirectory _directory = new();
    readonly RegistryDemands _demands;
    readonly SideEngine? _engine;
    readonly int _port;
    readonly SocketsHttpHandler _handler;
    readonly HttpClient _http;
    Process? _process;

    LoopbackRegistry(RegistryDemands demands, SideEngine? engine)
    {
        (_demands, _engine, _port) = (demands, engine, FreePort());
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { Authority.Certificate },
            RevocationMode = X509RevocationMode.NoCheck, // Nobody publishes a list for it.
        };
        _handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust } };
        if (demands.HasFlag(RegistryDemands.Authentication))
            _handler.Credentials = new NetworkCredential(UserName, Password);
        var scheme = demands.HasFlag(RegistryDemands.Tls) ? "https" : "http";
        _http = new HttpClient(_handler) { BaseAddress = new Uri($"{scheme}://{RoutableAddress}/v2/") };
    }

    /// <summary><c>127.0.0.1:port</c>, as the engine names it. No engine verifies certificates of this
    /// address.</summary>
    public string Address => $"127.0.0.1:{_port}";

    /// <summary>
    /// <c>address:port</c> beyond the loopback, for a registry beside a <see cref="PrivateEngine"/>: the engine demands
    /// TLS there, and an authority that it trusts.
    /// </summary>
    public string RoutableAddress => $"{_engine?.Address ?? "127.0.0.1"}:{_port}";

    /// <summary>Where it keeps what was pushed, as plain files.</summary>
    public string StorageDirectory => Path.Combine(_directory.Path, "data");

    /// <summary>Who issued the certificate, if it speaks TLS.</summary>
    public CertificateAuthority Authority { get; } = new();

    /// <summary>Starts a registry and waits until it answers. Installs it on a bare machine.</summary>
    /// <param name="demands">What it demands.</param>
    /// <param name="engine">
    /// The engine whose loopback it shares; <see langword="null"/> means this machine's own engine. A private engine
    /// cannot reach the machine's loopback.
    /// </param>
    public static async Task<LoopbackRegistry> StartAsync(RegistryDemands demands, PrivateEngine? engine = null)
    {
        await DebianPackages.EnsureInstalledAsync(["docker-registry"], _ => { }, CancellationToken.None);
        var registry = new LoopbackRegistry(demands, engine?.Engine);
        try
        {
            await registry.StartAsync();
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets the engine trust the registry's certificate at <see cref="RoutableAddress"/>.</summary>
    public void TrustedBy(PrivateEngine engine)
    {
        var directory = Path.Combine(engine.Engine.ConfigurationDirectory, "certs.d", RoutableAddress);
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "ca.crt"), Authority.Certificate.ExportCertificatePem());
    }

    /// <summary>The repositories that have been pushed, in ordinal order.</summary>
    public Task<IReadOnlyList<string>> RepositoriesAsync() => ListAsync("_catalog", "repositories");

    /// <summary>The tags of a repository, in ordinal order; empty if it does not exist.</summary>
    public Task<IReadOnlyList<string>> TagsAsync(string repository) => ListAsync($"{repository}/tags/list", "tags");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _http.Dispose();
        _handler.Dispose();
        Authority.Dispose();
        _directory.Dispose();
    }

    async Task StartAsync()
    {
        var configuration = WriteConfiguration();
        var log = Path.Combine(_directory.Path, "log");
        // The shell outlives nobody: its input ends with this process, and then it ends the registry.
        const string line = "\"$@\" >\"$0\" 2>&1 & read -r _; kill $!; wait";
        string[] command = ["sh", "-c", line, log, "docker-registry", "serve", configuration];
        string[] enter = _engine is null ? [] : ["nsenter", $"--net={_engine.NetworkNamespace}"];
        string[] all = [.. enter, .. command];
        _process = Process.Start(new ProcessStartInfo(all[0], all[1..]) { RedirectStandardInput = true })!;

        var start = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (TimeProvider.System.GetElapsedTime(start) > _startLimit)
            {
                var text = await File.ReadAllTextAsync(log);
                throw new MachineException($"The registry did not come up at '{RoutableAddress}'.\n{text}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    string WriteConfiguration()
    {
        var text = $$"""
            version: 0.1
            log: { level: warn }
            storage: { filesystem: { rootdirectory: "{{StorageDirectory}}" }, delete: { enabled: true } }
            http:
              addr: "{{(_engine is null ? "127.0.0.1" : "")}}:{{_port}}"

            """;
        if (_demands.HasFlag(RegistryDemands.Tls))
        {
            using var certificate =
                Authority.IssueServer(null, "localhost", "127.0.0.1", _engine?.Address ?? "127.0.0.1");
            using var key = certificate.GetECDsaPrivateKey()!;
            text += $$"""
                  tls:
                    certificate: "{{_directory.Write("tls.crt", certificate.ExportCertificatePem())}}"
                    key: "{{_directory.Write("tls.key", key.ExportPkcs8PrivateKeyPem())}}"

                """;
        }

        if (_demands.HasFlag(RegistryDemands.Authentication))
            text += $$"""auth: { htpasswd: { realm: tests, path: "{{_directory.Write("htpasswd", Passwords)}}" } }""";
        return _directory.Write("config.yml", text);
    }

    async Task<bool> AnswersAsync()
    {
        try
        {
            using var response = await _http.GetAsync(new Uri("", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    async Task<IReadOnlyList<string>> ListAsync(string route, string property)
    {
        using var response = await _http.GetAsync(new Uri(route, UriKind.Relative));
        if (response.StatusCode == HttpStatusCode.NotFound)
            return [];
        var json = JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return [.. (json![property]?.AsArray() ?? []).Select(name => $"{name}").Order(StringComparer.Ordinal)];
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
