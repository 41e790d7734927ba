using Nuke.Docker.Git;
using Nuke.Docker.Images.Leaks;

namespace Nuke.Docker.Images.Sources;

/// <summary>What is wrong with where a build's sources come from, and with who could read what they need.</summary>
static class SourceViolations
{
    const string InHistory = "which stays readable in the image's history";
    const string OnThisSide =
        "Clone on this side and send it as the context: SetContext(GitSource.Parse(…).WithCredential(…)).";

    public static IEnumerable<string> Of(ImageBuildSettings settings) =>
        OfRemoteContext(settings).Concat(OfPins(settings)).Concat(OfCredentials(settings));

    public static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    static IEnumerable<string> OfRemoteContext(ImageBuildSettings settings)
    {
        if (settings.RemoteContext is not { } address)
            yield break;
        var shown = Redaction.OfAddress(address);
        if (Redaction.HasUserInfo(address))
            yield return $"the engine's log would show the credential in the remote context '{shown}'. Call "
                + "SetContext: then it is cloned on this side.";
        else if (!GitSource.TryParse(address, out _) && !IsWebAddress(address))
            yield return $"the remote context '{shown}' is no address that an engine fetches.";
        if (settings.Context.DockerfileText is not null
            || Path.IsPathFullyQualified(settings.Context.DockerfilePath ?? ""))
            yield return $"the remote context '{shown}' is fetched by the engine, so the Dockerfile cannot be added "
                + "on this side.";
    }

    static IEnumerable<string> OfPins(ImageBuildSettings settings)
    {
        foreach (var pin in settings.GitPins)
        {
            if (string.IsNullOrWhiteSpace(pin.ArgumentName))
                yield return $"the pin of '{pin.Source}' has no name of a build argument.";
            if (settings.BuildArguments.ContainsKey(pin.ArgumentName))
                yield return $"the build argument '{pin.ArgumentName}' is set and pinned to '{pin.Source}'. Leave one "
                    + "of them out.";
            if (pin.Source.Credential is not null && settings.Secrets.Count == 0)
                yield return $"the Dockerfile would need a credential to clone '{pin.Source}', and the settings have "
                    + $"no secret that it could mount. Call AddSecret. Or, without BuildKit: {OnThisSide}";
        }
    }

    static IEnumerable<string> OfCredentials(ImageBuildSettings settings)
    {
        var credentials = settings.GitSources.Select(source => source.Credential).OfType<GitCredential>().ToList();
        foreach (var (name, value) in settings.BuildArguments)
            if (!LeakGuard.IsExempt(settings, name) && GivesAway(value))
                yield return $"the build argument '{name}' holds a credential, {InHistory}. {OnThisSide}";
        foreach (var (name, value) in settings.Labels)
            if (!settings.AllowedLabels.Contains(name) && GivesAway(value))
                yield return $"the label '{name}' holds a credential, which everybody can read who has the image. "
                    + "Take it out.";

        bool GivesAway(string? value) =>
            value is not null
            && (Redaction.HasUserInfo(value) || credentials.Exists(credential => credential.IsIn(value)));
    }
}
