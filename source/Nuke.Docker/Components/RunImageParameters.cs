using Nuke.Docker.Containers;

namespace Nuke.Docker.Components;

/// <summary>Reads what the command line says about a run.</summary>
static class RunImageParameters
{
    /// <exception cref="FormatException">A text is not what its parameter expects; the message says which.</exception>
    public static ContainerRunSettings Apply(IRunImage build, ContainerRunSettings settings)
    {
        settings = settings
            .AddMounts(
                (build.RunImageMounts ?? []).Select(text => Parse("run-image-mounts", text, ContainerMount.Parse)))
            .PublishPort(
                (build.RunImagePublish ?? []).Select(text => Parse("run-image-publish", text, PublishedPort.Parse)))
            .Detach(build.RunImageDetach || settings.IsDetached)
            .SetPublishAllPorts(build.RunImagePublishAll || settings.PublishAllPorts)
            .SetName(build.RunImageName ?? settings.Name)
            .SetUser(build.RunImageUser ?? settings.User)
            .SetNetwork(build.RunImageNetwork ?? settings.Network);
        foreach (var (name, value) in (build.RunImageEnvironment ?? []).Select(
            text => Parse("run-image-environment", text, Variable)))
            settings = settings.SetEnvironmentVariable(name, value);
        if (build.RunImageArguments is { Length: > 0 } arguments)
            settings = settings.SetArguments(arguments);
        if (build.RunImageEntrypoint is { Length: > 0 } entrypoint)
            settings = settings.SetEntrypoint(entrypoint);
        return build.RunImageRestart is { } restart
            ? settings.SetRestartPolicy(Parse("run-image-restart", restart, RestartPolicy.Parse))
            : settings;
    }

    static T Parse<T>(string parameter, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"--{parameter}: {exception.Message}", exception);
        }
    }

    static (string Name, string Value) Variable(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
        ? (text[..equals], text[(equals + 1)..])
        : throw new FormatException($"'{text}' is not an environment variable: expected 'NAME=value'.");
}
