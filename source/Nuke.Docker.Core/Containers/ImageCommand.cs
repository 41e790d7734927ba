using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>What a container of an image runs: <c>ENTRYPOINT</c>, and after it <c>CMD</c>.</summary>
/// <remarks>https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact</remarks>
/// <param name="Entrypoint">In exec form; a shell form begins with the shell. Empty: none.</param>
/// <param name="Command">In exec form; a shell form begins with the shell. Empty: none.</param>
public sealed record ImageCommand(IReadOnlyList<string> Entrypoint, IReadOnlyList<string> Command)
{
    static readonly string[] _shells = ["/bin/sh", "/bin/bash", "/bin/ash"];

    /// <summary>Program and arguments, as they are started.</summary>
    public IReadOnlyList<string> Line => [.. Entrypoint, .. Command];

    /// <summary>Whether the entry point is a shell's whole command line: what follows is then ignored.</summary>
    public bool IgnoresArguments => IsShellForm(Entrypoint);

    /// <summary>Reads it from an image on the engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="image">Name or ID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns><see langword="null"/> if the engine does not have the image.</returns>
    public static async Task<ImageCommand?> FindAsync(
        DockerEngine engine, string image, CancellationToken cancellationToken) =>
        await engine.FindImageAsync(image, cancellationToken).ConfigureAwait(false) is { } details
            ? new ImageCommand(details.Entrypoint, details.Command)
            : null;

    /// <summary>What is left of it in a container: arguments replace <c>CMD</c>, another entry point replaces
    /// both.</summary>
    public ImageCommand OverriddenBy(ContainerRunSettings settings) => new(
        settings.Entrypoint ?? Entrypoint,
        settings.Arguments.Count > 0 ? settings.Arguments : settings.Entrypoint is null ? Command : []);

    /// <summary>As a Dockerfile writes it: <c>ENTRYPOINT ["a"] CMD ["b"]</c>, shell forms as their text.</summary>
    public override string ToString() => (Entrypoint.Count, Command.Count) switch
    {
        (0, 0) => "neither ENTRYPOINT nor CMD",
        (_, 0) => $"ENTRYPOINT {Format(Entrypoint)}",
        (0, _) => $"CMD {Format(Command)}",
        _ => $"ENTRYPOINT {Format(Entrypoint)} CMD {Format(Command)}",
    };

    static string Format(IReadOnlyList<string> words) =>
        IsShellForm(words) ? words[2] : ExecForm.Write(words);

    static bool IsShellForm(IReadOnlyList<string> words) => words is [var shell, "-c", _] && _shells.Contains(shell);
}
