using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images;

/// <summary>Compares the secrets that a Dockerfile mounts with those that the settings give.</summary>
/// <remarks>
/// As BuildKit does: the ID is <c>source</c>, else <c>id</c>, else the file name of <c>target</c>; a secret that is not
/// given fails the step if it is <c>required</c>, and otherwise the step runs without it.
/// https://docs.docker.com/reference/dockerfile/#run---mounttypesecret
/// </remarks>
static class SecretMounts
{
    /// <summary>One line for each secret that a step goes without.</summary>
    /// <exception cref="BuildSecretException">A required secret is not given.</exception>
    public static IReadOnlyList<string> Check(Dockerfile dockerfile, ImageBuildSettings settings)
    {
        var notices = new List<string>();
        foreach (var (run, id, isRequired) in Mounted(dockerfile, settings))
        {
            if (settings.Secrets.Any(secret => secret.Id == id))
                continue;
            if (isRequired)
                throw BuildSecretException.Missing(dockerfile.SourceName, run.Lines.Start, id);
            notices.Add($"{dockerfile.SourceName}:{run.Lines.Start}: the step runs without the secret '{id}', "
                + $"which the settings do not have. Call AddSecret(\"{id}\", …) if it is needed.");
        }
        return notices;
    }

    static IReadOnlyList<(Instruction Run, string Id, bool IsRequired)> Mounted(
        Dockerfile dockerfile, ImageBuildSettings settings)
    {
        try
        {
            return
            [
                .. from stage in dockerfile.Resolve(DockerfileSource.InputsOf(settings), settings.Target).NeededStages()
                   from run in stage.Instructions.OfType<Instruction.Run>()
                   from mount in run.Mounts
                   where mount.Type == "secret"
                   select ((Instruction)run, IdOf(mount), mount.IsRequired),
            ];
        }
        catch (DockerfileException)
        {
            // A variable without a value, a stage that does not exist: the engine says it at the step.
            return [];
        }
    }

    static string IdOf(Mount mount) => mount.Source ?? mount.Id ?? mount.Target!.TrimEnd('/').Split('/')[^1];
}
