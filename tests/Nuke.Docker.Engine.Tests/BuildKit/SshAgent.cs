using System.Diagnostics;
using System.Text.RegularExpressions;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>OpenSSH's agent with one key, as long as a test needs it.</summary>
sealed partial class SshAgent : IDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly Process _process;

    SshAgent() =>
        _process = Process.Start(
            new ProcessStartInfo("ssh-agent", ["-D", "-a", SocketPath]) { RedirectStandardOutput = true })!;

    public string SocketPath => Path.Combine(_directory.Path, "agent");

    public static async Task<SshAgent> StartAsync()
    {
        await Nuke.Docker.Machine.DebianPackages.EnsureInstalledAsync(
            ["openssh-client"], _ => { }, CancellationToken.None);
        var agent = new SshAgent();
        // Its first words follow the opening of the socket.
        await agent._process.StandardOutput.ReadLineAsync();
        var key = Path.Combine(agent._directory.Path, "key");
        await Script.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "the test's key", "-f", key);
        await Script.RunAsync("env", $"SSH_AUTH_SOCK={agent.SocketPath}", "ssh-add", "-q", key);
        return agent;
    }

    /// <summary>Copies <c>ssh-add</c> with its libraries: the base image has neither.</summary>
    public static async Task CopyClientAsync(string directory)
    {
        const string Client = "/usr/bin/ssh-add";
        Directory.CreateDirectory(directory);
        File.Copy(Client, Path.Combine(directory, "ssh-add"));
        using var listing = Process.Start(new ProcessStartInfo("ldd", [Client]) { RedirectStandardOutput = true })!;
        foreach (Match library in Library().Matches(await listing.StandardOutput.ReadToEndAsync()))
        {
            var name = Path.GetFileName(library.Value);
            File.Copy(
                library.Value,
                Path.Combine(directory, name.StartsWith("ld-", StringComparison.Ordinal) ? "ld.so" : name));
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _directory.Dispose();
    }

    [GeneratedRegex(@"/\S+\.so\S*")]
    private static partial Regex Library();
}
