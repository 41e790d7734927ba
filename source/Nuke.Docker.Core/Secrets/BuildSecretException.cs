using Nuke.Docker.Engine;

namespace Nuke.Docker.Secrets;

/// <summary>A secret of a build cannot be read, or not be given to the build without giving it away.</summary>
/// <remarks>Nothing was sent.</remarks>
public sealed class BuildSecretException : DockerException
{
    BuildSecretException(string message, string id, Exception? cause)
        : base(message, cause) => Id = id;

    /// <summary>What the Dockerfile calls the secret.</summary>
    public string Id { get; }

    internal static BuildSecretException Unreadable(BuildSecret secret, string reason, Exception? cause = null) =>
        new(
            $"Secret '{secret.Id}' cannot be read from {secret.Source}: {reason}. "
                + "Set it there, or take the secret out of the settings.",
            secret.Id,
            cause);

    internal static BuildSecretException Unmountable(string image, IReadOnlyList<BuildSecret> secrets, string reason) =>
        new(
            $"Image {image} cannot be built with the secret{(secrets.Count == 1 ? "" : "s")} "
                + $"{string.Join(", ", secrets)}: {reason}, "
                + "and a build argument would stay readable in the image's history. "
                + "Choose BuildKit with SetBuilder or --docker-builder, or take the secret out of the settings.",
            secrets[0].Id,
            cause: null);

    internal static BuildSecretException Missing(string file, int line, string id) =>
        new(
            $"{file}:{line}: the secret '{id}' is required, and the settings have none of that ID. "
                + $"Call AddSecret(\"{id}\", …).",
            id,
            cause: null);
}
