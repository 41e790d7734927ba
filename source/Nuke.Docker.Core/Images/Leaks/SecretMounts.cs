using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images.Leaks;

/// <summary>Compares the secrets and ssh agents that a Dockerfile mounts with those that the settings give.</summary>
/// <remarks>
/// As BuildKit does: the ID of a secret is <c>source</c>, else <c>id</c>, else the file name of <c>target</c>; that of
/// an agent is <c>id</c>, else <c>default</c>. What is not given fails the step if it is <c>required</c>, and otherwise
/// the step runs without it.
/// https://docs.docker.com/reference/dockerfile/#run---mounttypesecret
/// </remarks>
static class SecretMounts
{
    /// <summary>One line for each secret or agent that a step goes without.</summary>
    /// <exception cref="BuildSecretException">What is required is not given.</exception>
    public static IReadOnlyList<string> Check(Dockerfile dockerfile, ImageBuildSettings settings) =>
    [
        .. Mounted(dockerfile, settings)
            .Select(mounted => Check(dockerfile.SourceName, mounted.Run.Lines.Start, mounted.Mount, settings))
            .OfType<string>(),
    ];

    static string? Check(string file, int line, Mount mount, ImageBuildSettings settings) => mount.Type switch
    {
        "secret" => CheckSecret(file, line, mount, settings),
        "ssh" => CheckAgent(file, line, mount, settings),
        _ => null,
    };

    static string? CheckSecret(string file, int line, Mount mount, ImageBuildSettings settings)
    {
        var id = mount.Source ?? mount.Id ?? mount.Target!.TrimEnd('/').Split('/')[^1];
        if (settings.Secrets.Any(secret => secret.Id == id))
            return null;
        if (mount.IsRequired)
            throw BuildSecretException.Missing(file, line, id);
        return $"{file}:{line}: the step runs without the secret '{id}', which the settings do not have. "
            + $"Call AddSecret(\"{id}\", …) if it is needed.";
    }

    static string? CheckAgent(string file, int line, Mount mount, ImageBuildSettings settings)
    {
        var id = mount.Id ?? SshAgent.DefaultId;
        if (settings.SshAgents.Any(agent => agent.Id == id))
            return null;
        if (mount.IsRequired)
            throw BuildSecretException.NoAgent(file, line, id);
        return $"{file}:{line}: the step runs without the ssh agent '{id}', which the settings do not have. "
            + $"Call AddSshAgent(\"{id}\") if it is needed.";
    }

    static IReadOnlyList<(Instruction Run, Mount Mount)> Mounted(Dockerfile dockerfile, ImageBuildSettings settings)
    {
        try
        {
            return
            [
                .. from stage in dockerfile.Resolve(DockerfileSource.InputsOf(settings), settings.Target).NeededStages()
                   from run in stage.Instructions.OfType<Instruction.Run>()
                   from mount in run.Mounts
                   select ((Instruction)run, mount),
            ];
        }
        catch (DockerfileException)
        {
            // A variable without a value, a stage that does not exist: the engine says it at the step.
            return [];
        }
    }
}
