namespace Nuke.Docker.Engine;

/// <summary>What is to be found at an endpoint, as messages call it.</summary>
/// <param name="Name">What answers there.</param>
/// <param name="Program">What has to be started so that something answers.</param>
/// <param name="Parameter">Who names the endpoint on the command line.</param>
/// <param name="CertificatePath">Who names the directory with ca.pem, cert.pem and key.pem.</param>
sealed record EndpointPeer(string Name, string Program, string Parameter, string CertificatePath)
{
    public static EndpointPeer Engine { get; } =
        new("Docker Engine", "the engine", "--docker-endpoint", "DOCKER_CERT_PATH");

    public static EndpointPeer Builder { get; } =
        new("BuildKit", "buildkitd", "--docker-builder", "the directory of --docker-builder-cert-path");
}
