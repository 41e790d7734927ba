using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Nuke.Docker.Machine;
using Xunit;

namespace Nuke.Docker.Testing;

/// <summary>A real <c>sshd</c> on loopback with keys, port and configuration of its own, and an ssh client that knows
/// it.</summary>
public sealed class SshServer : IAsyncLifetime
{
    readonly string _directory = Directory.CreateTempSubdirectory("sshd-").FullName;
    Process? _server;

    /// <summary><c>ssh://user@127.0.0.1:port</c>.</summary>
    public string Endpoint => $"ssh://{Environment.UserName}@127.0.0.1:{Port}";

    public int Port { get; private set; }

    /// <summary>Runs ssh with the client's key and the server's host key, and nothing of the user's own.</summary>
    public string Client => Path.Combine(_directory, "ssh");

    /// <summary>Runs ssh as somebody whom the server does not let in.</summary>
    public string Stranger => Path.Combine(_directory, "ssh-stranger");

    public async Task InitializeAsync()
    {
        await DebianPackages.EnsureInstalledAsync(
            ["openssh-server", "openssh-client", "docker.io"], _ => { }, CancellationToken.None);
        foreach (var key in (string[])["host", "client", "stranger"])
            await Script.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(_directory, key));
        Port = FreePort();
        await WriteConfigurationAsync();
        // Where sshd keeps the processes that have no privileges yet.
        Directory.CreateDirectory("/run/sshd");
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    async Task WriteConfigurationAsync()
    {
        await WriteAsync("sshd_config", $"""
            ListenAddress 127.0.0.1
            Port {Port}
            HostKey {_directory}/host
            AuthorizedKeysFile {_directory}/client.pub
            PidFile none
            StrictModes no
            UsePAM no
            PermitRootLogin yes
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            """);
        var hostKey = (await File.ReadAllTextAsync(Path.Combine(_directory, "host.pub"))).Trim();
        await WriteAsync("known_hosts", $"[127.0.0.1]:{Port} {hostKey}");
        await WriteClientAsync(Client, "client");
        await WriteClientAsync(Stranger, "stranger");
    }

    async Task WriteClientAsync(string program, string key)
    {
        await WriteAsync($"{key}_config", $"""
            Host *
              IdentityFile {_directory}/{key}
              IdentitiesOnly yes
              BatchMode yes
              StrictHostKeyChecking yes
              UserKnownHostsFile {_directory}/known_hosts
            """);
        await Script.WriteAsync(program, $"exec ssh -F '{_directory}/{key}_config' \"$@\"");
    }

    Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(_directory, file), text + "\n");

    async Task StartAsync()
    {
        // By its full path: sshd starts itself anew for every connection.
        _server = Process.Start(
            new ProcessStartInfo("/usr/sbin/sshd", ["-D", "-e", "-f", Path.Combine(_directory, "sshd_config")])
        {
            RedirectStandardError = true,
        })!;
        while (await _server.StandardError.ReadLineAsync() is { } line)
            if (line.StartsWith("Server listening", StringComparison.Ordinal))
            {
                _ = _server.StandardError.ReadToEndAsync();
                return;
            }

        throw new InvalidOperationException($"sshd ended before it listened on port {Port}.");
    }
}
