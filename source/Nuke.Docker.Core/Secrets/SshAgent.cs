using System.Net.Sockets;

namespace Nuke.Docker.Secrets;

/// <summary>
/// An ssh agent of this machine for <c>RUN --mount=type=ssh</c>: the step signs with its keys, and never has them.
/// </summary>
/// <param name="Id">What the Dockerfile calls it; <c>default</c> where it names none.</param>
/// <param name="SocketPath">The agent's socket; <see langword="null"/>: the one that <c>SSH_AUTH_SOCK</c>
/// names.</param>
public sealed record SshAgent(string Id = SshAgent.DefaultId, string? SocketPath = null)
{
    /// <summary>The ID of a mount that names none.</summary>
    public const string DefaultId = "default";

    const string Variable = "SSH_AUTH_SOCK";

    /// <inheritdoc/>
    public override string ToString() => $"'{Id}' at {SocketPath ?? Variable}";

    /// <summary>The path of a socket that somebody listens at.</summary>
    /// <exception cref="BuildSecretException">There is none, or nobody listens.</exception>
    internal async Task<string> FindAsync(CancellationToken cancellationToken)
    {
        var path = SocketPath ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(path))
            throw BuildSecretException.Unreachable(this, $"{Variable} is not set");
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return path;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            throw BuildSecretException.Unreachable(
                this, File.Exists(path) ? $"nobody listens at '{path}'" : $"there is no socket '{path}'", exception);
        }
    }
}
