using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.Sessions;

/// <summary>Credentials for a registry; <see langword="null"/> if there are none. Asked once for each registry of a
/// build.</summary>
/// <param name="host">As a reference has it, such as <c>127.0.0.1:5055</c>; Docker Hub is <c>docker.io</c>.</param>
delegate Task<RegistryAuth?> RegistryCredentialsSource(string host, CancellationToken cancellationToken);
