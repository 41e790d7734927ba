using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Git;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images.Leaks;

/// <summary>Finds what would give a secret away before it is sent: build arguments, labels, the Dockerfile.</summary>
/// <param name="settings">What is about to be built.</param>
/// <param name="secrets">What must not be in it.</param>
/// <param name="source">The Dockerfile; <see langword="null"/> if only the engine reads it.</param>
sealed class LeakGuard(ImageBuildSettings settings, KnownSecrets secrets, DockerfileSource? source)
{
    const string InHistory = "and the image's history would show it";

    /// <summary>Builders keep these out of the history, as long as the Dockerfile does not declare them.</summary>
    /// <remarks>https://docs.docker.com/reference/dockerfile/#predefined-args</remarks>
    static readonly HashSet<string> _predefined = new(StringComparer.OrdinalIgnoreCase)
    {
        "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "ALL_PROXY", "NO_PROXY",
    };

    readonly Dockerfile? _dockerfile = source?.TryParse();

    /// <summary>Whether an argument may hold a secret: it is allowed, or builders keep it out of the history.</summary>
    public static bool IsExempt(ImageBuildSettings settings, string name) =>
        settings.AllowedBuildArguments.Contains(name) || _predefined.Contains(name);

    /// <exception cref="SecretLeakException">There is something; the message lists all of it.</exception>
    public void Check(string image)
    {
        List<(string Place, string Remedy)> leaks = [.. Arguments(), .. Labels(), .. Lines()];
        if (leaks.Count == 0)
            return;
        var places = leaks.Select(leak => leak.Place).ToList();
        var remedies = string.Join(' ', leaks.Select(leak => leak.Remedy).Distinct());
        throw new SecretLeakException(
            places.Count == 1
                ? $"Image {image} was not built: {places[0]}. {remedies}"
                : $"Image {image} was not built, because {places.Count} secrets would be in it: "
                    + $"{string.Join("; ", places)}. {remedies}",
            places);
    }

    IEnumerable<(string Place, string Remedy)> Arguments()
    {
        foreach (var (name, value) in settings.BuildArguments)
        {
            if (settings.AllowedBuildArguments.Contains(name) || (_predefined.Contains(name) && !IsDeclared(name)))
                continue;
            if (value is not null && Problem(name, value) is { } problem)
                yield return (
                    $"the build argument '{name}'{Declaration(name)} {problem}, {InHistory}",
                    RemedyFor(name));
        }
    }

    IEnumerable<(string Place, string Remedy)> Labels()
    {
        foreach (var (name, value) in settings.Labels)
            if (!settings.AllowedLabels.Contains(name) && Problem(name, value) is { } problem)
                yield return (
                    $"the label '{name}' {problem}, and everybody can read it who has the image",
                    $"Take the label out, or, if it is no secret, call AllowLabel(\"{name}\").");
    }

    IEnumerable<(string Place, string Remedy)> Lines()
    {
        if (source is null)
            yield break;
        foreach (var (number, line) in source.Text.ReplaceLineEndings("\n").Split('\n').Index())
            if (secrets.FindIn(line) is { } secret)
                yield return (
                    $"{source.Name}:{number + 1} has the value of {secret} written in it, {InHistory}",
                    "Mount it with RUN --mount=type=secret.");
    }

    string? Problem(string name, string value) =>
        secrets.FindInValue(value) is { } secret ? $"holds the value of {secret}"
        : Redaction.HasUserInfo(value) ? "holds an address with a password"
        : SecretStrength.IsWellKnown(value) ? "holds a token or private key, as its form shows"
        : SecretName.Is(name) && SecretStrength.IsSecret(value) ? "is called like a secret and looks like one"
        : null;

    // One that cannot be read may declare anything.
    bool IsDeclared(string name) => _dockerfile is null || DeclarationOf(name) is not null;

    string Declaration(string name) =>
        DeclarationOf(name) is { } argument ? $" (ARG in {source!.Name}:{argument.Lines.Start})" : "";

    Instruction.Arg? DeclarationOf(string name) => _dockerfile is null ? null : _dockerfile.GlobalArguments
        .Concat(_dockerfile.Stages.SelectMany(stage => stage.Instructions).OfType<Instruction.Arg>())
        .FirstOrDefault(argument => argument.Declarations.Any(declaration => declaration.Name.Text == name));

    static string RemedyFor(string name)
    {
        var id = name.ToLowerInvariant().Replace('_', '-');
        return $"Call AddSecret(\"{id}\", …) and read it with RUN --mount=type=secret,id={id}, "
            + $"or, if it is no secret, call AllowBuildArgument(\"{name}\").";
    }
}
