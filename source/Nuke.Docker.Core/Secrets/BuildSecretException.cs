using Nuke.Docker.Engine;

namespace Nuke.Docker.Secrets;

/// <summary>A secret or ssh agent of a build cannot be read, or not be given to the build without giving it
/// away.</summary>
/// <remarks>Nothing was sent.</remarks>
public sealed class BuildSecretException : DockerException
{
    BuildSecretException(string message, string id, Exception? cause)
        : base(message, cause) => Id = id;

    /// <summary>What the Dockerfile calls the secret or agent.</summary>
    public string Id { get; }

    internal static BuildSecretException Unreadable(BuildSecret secret, string reason, Exception? cause = null) =>
        new(
            $"Secret '{secret.Id}' cannot be read from {secret.Source}: {reason}. "
                + "Set it there, or take the secret out of the settings.",
            secret.Id,
            cause);

    internal static BuildSecretException Unmountable(
        string image, IReadOnlyList<BuildSecret> secrets, string builder, string remedy) =>
        new(
            $"Image {image} cannot be built with the secret{(secrets.Count == 1 ? "" : "s")} "
                + $"{string.Join(", ", secrets)}: {builder} cannot mount secrets, "
                + "and a build argument would stay readable in the image's history. "
                + $"{remedy}, or take the secret out of the settings.",
            secrets[0].Id,
            cause: null);

    internal static BuildSecretException Unmountable(
        string image, IReadOnlyList<SshAgent> agents, string builder, string remedy) =>
        new(
            $"Image {image} cannot be built with the ssh agent{(agents.Count == 1 ? "" : "s")} "
                + $"{string.Join(", ", agents)}: {builder} cannot forward agents. "
                + $"{remedy}, or take the agent out of the settings.",
            agents[0].Id,
            cause: null);

    internal static BuildSecretException Unreachable(SshAgent agent, string reason, Exception? cause = null) =>
        new(
            $"The ssh agent '{agent.Id}' cannot be reached: {reason}. "
                + "Start one with 'eval $(ssh-agent)' and give it keys with ssh-add, or name the socket of another.",
            agent.Id,
            cause);

    internal static BuildSecretException NoAgent(string file, int line, string id) =>
        new(
            $"{file}:{line}: the ssh agent '{id}' is required, and the settings have none of that ID. "
                + $"Call AddSshAgent(\"{id}\").",
            id,
            cause: null);

    internal static BuildSecretException Missing(string file, int line, string id) =>
        new(
            $"{file}:{line}: the secret '{id}' is required, and the settings have none of that ID. "
                + $"Call AddSecret(\"{id}\", …).",
            id,
            cause: null);
}
