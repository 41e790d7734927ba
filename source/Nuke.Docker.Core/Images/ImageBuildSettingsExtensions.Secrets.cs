using System.Text;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images;

public static partial class ImageBuildSettingsExtensions
{
    /// <summary>Adds a secret for <c>RUN --mount=type=secret</c>; one of the same ID is replaced.</summary>
    public static ImageBuildSettings AddSecret(this ImageBuildSettings settings, BuildSecret secret) =>
        settings with { Secrets = [.. settings.Secrets.Where(other => other.Id != secret.Id), secret] };

    /// <summary>Adds a secret whose value the build has, as from a parameter.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="id">What the Dockerfile calls it: <c>RUN --mount=type=secret,id=…</c>.</param>
    /// <param name="value">Mounted as UTF-8, without a line end that is not in it.</param>
    public static ImageBuildSettings AddSecret(this ImageBuildSettings settings, string id, string value) =>
        settings.AddSecret(BuildSecret.FromValue(id, value));

    /// <summary>Adds a secret that has to be asked for, as of a vault; that is done once a build.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="id">What the Dockerfile calls it: <c>RUN --mount=type=secret,id=…</c>.</param>
    /// <param name="read">Gives the value.</param>
    public static ImageBuildSettings AddSecret(
        this ImageBuildSettings settings, string id, Func<CancellationToken, Task<string>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return settings.AddSecret(BuildSecret.FromCallback(
            id, async stop => Encoding.UTF8.GetBytes(await read(stop).ConfigureAwait(false))));
    }

    /// <summary>Adds a secret that is in a file.</summary>
    public static ImageBuildSettings AddSecretFile(this ImageBuildSettings settings, string id, string path) =>
        settings.AddSecret(BuildSecret.FromFile(id, path));

    /// <summary>Adds a secret that is in an environment variable of the build.</summary>
    public static ImageBuildSettings AddSecretVariable(this ImageBuildSettings settings, string id, string variable) =>
        settings.AddSecret(BuildSecret.FromEnvironment(id, variable));

    /// <inheritdoc cref="ImageBuildSettings.Secrets"/>
    public static ImageBuildSettings ClearSecrets(this ImageBuildSettings settings) => settings with { Secrets = [] };

    /// <summary>Lets steps with <c>RUN --mount=type=ssh</c> reach an ssh agent; one of the same ID is
    /// replaced.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="id">What the Dockerfile calls it: <c>RUN --mount=type=ssh,id=…</c>.</param>
    /// <param name="socketPath">The agent's socket; <see langword="null"/>: the one that <c>SSH_AUTH_SOCK</c>
    /// names.</param>
    public static ImageBuildSettings AddSshAgent(
        this ImageBuildSettings settings, string id = SshAgent.DefaultId, string? socketPath = null) => settings with
        {
            SshAgents = [.. settings.SshAgents.Where(other => other.Id != id), new SshAgent(id, socketPath)],
        };

    /// <inheritdoc cref="ImageBuildSettings.SshAgents"/>
    public static ImageBuildSettings ClearSshAgents(this ImageBuildSettings settings) =>
        settings with { SshAgents = [] };

    /// <inheritdoc cref="ImageBuildSettings.KnownSecrets"/>
    public static ImageBuildSettings AddKnownSecrets(
        this ImageBuildSettings settings, params IEnumerable<KnownSecret> secrets) =>
        settings with { KnownSecrets = [.. settings.KnownSecrets, .. secrets] };

    /// <inheritdoc cref="ImageBuildSettings.KnownSecrets"/>
    public static ImageBuildSettings ClearKnownSecrets(this ImageBuildSettings settings) =>
        settings with { KnownSecrets = [] };

    /// <summary>Lets build arguments be sent that look like secrets. Whoever has the image can read them.</summary>
    public static ImageBuildSettings AllowBuildArgument(
        this ImageBuildSettings settings, params IEnumerable<string> names) =>
        settings with { AllowedBuildArguments = [.. settings.AllowedBuildArguments, .. names] };

    /// <summary>Lets labels be set that look like secrets. Whoever has the image can read them.</summary>
    public static ImageBuildSettings AllowLabel(this ImageBuildSettings settings, params IEnumerable<string> names) =>
        settings with { AllowedLabels = [.. settings.AllowedLabels, .. names] };
}
