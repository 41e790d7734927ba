using Nuke.Docker.Images;

namespace Nuke.Docker.Containers;

/// <summary>NUKE's verbs for <see cref="ContainerRunSettings"/>. Each returns a changed copy; later values
/// win.</summary>
public static partial class ContainerRunSettingsExtensions
{
    /// <inheritdoc cref="ContainerRunSettings.Image"/>
    public static ContainerRunSettings SetImage(this ContainerRunSettings settings, ImageReference image) =>
        settings with { Image = image, ImageId = null };

    /// <inheritdoc cref="ContainerRunSettings.Image"/>
    /// <exception cref="FormatException">The text is not an image reference.</exception>
    public static ContainerRunSettings SetImage(this ContainerRunSettings settings, string image) =>
        settings.SetImage(ImageReference.Parse(image));

    /// <inheritdoc cref="ContainerRunSettings.ImageId"/>
    public static ContainerRunSettings SetImageId(this ContainerRunSettings settings, string? id) =>
        settings with { ImageId = id };

    /// <inheritdoc cref="ContainerRunSettings.Platform"/>
    public static ContainerRunSettings SetPlatform(this ContainerRunSettings settings, Platform? platform) =>
        settings with { Platform = platform };

    /// <inheritdoc cref="ContainerRunSettings.Name"/>
    public static ContainerRunSettings SetName(this ContainerRunSettings settings, string? name) =>
        settings with { Name = name };

    /// <inheritdoc cref="ContainerRunSettings.Entrypoint"/>
    public static ContainerRunSettings SetEntrypoint(
        this ContainerRunSettings settings, params IReadOnlyList<string> entrypoint) =>
        settings with { Entrypoint = entrypoint };

    /// <summary>Leaves <see cref="ContainerRunSettings.Entrypoint"/> to the image again.</summary>
    public static ContainerRunSettings ClearEntrypoint(this ContainerRunSettings settings) =>
        settings with { Entrypoint = null };

    /// <inheritdoc cref="ContainerRunSettings.Arguments"/>
    public static ContainerRunSettings SetArguments(
        this ContainerRunSettings settings, params IReadOnlyList<string> arguments) =>
        settings with { Arguments = arguments };

    /// <summary>Sets one environment variable.</summary>
    public static ContainerRunSettings SetEnvironmentVariable(
        this ContainerRunSettings settings, string name, string value) =>
        settings with { Environment = new Dictionary<string, string>(settings.Environment) { [name] = value } };

    /// <inheritdoc cref="ContainerRunSettings.Environment"/>
    public static ContainerRunSettings ClearEnvironment(this ContainerRunSettings settings) =>
        settings with { Environment = new Dictionary<string, string>() };

    /// <inheritdoc cref="ContainerRunSettings.User"/>
    public static ContainerRunSettings SetUser(this ContainerRunSettings settings, string? user) =>
        settings with { User = user };

    /// <inheritdoc cref="ContainerRunSettings.WorkingDirectory"/>
    public static ContainerRunSettings SetWorkingDirectory(this ContainerRunSettings settings, string? directory) =>
        settings with { WorkingDirectory = directory };

    /// <summary>Sets one label.</summary>
    public static ContainerRunSettings SetLabel(this ContainerRunSettings settings, string name, string value) =>
        settings with { Labels = new Dictionary<string, string>(settings.Labels) { [name] = value } };

    /// <inheritdoc cref="ContainerRunSettings.Labels"/>
    public static ContainerRunSettings ClearLabels(this ContainerRunSettings settings) =>
        settings with { Labels = new Dictionary<string, string>() };

    /// <inheritdoc cref="ContainerRunSettings.RestartPolicy"/>
    public static ContainerRunSettings SetRestartPolicy(this ContainerRunSettings settings, RestartPolicy? policy) =>
        settings with { RestartPolicy = policy };

    /// <inheritdoc cref="ContainerRunSettings.HealthCheck"/>
    public static ContainerRunSettings SetHealthCheck(this ContainerRunSettings settings, HealthCheck? check) =>
        settings with { HealthCheck = check };

    /// <inheritdoc cref="ContainerRunSettings.StopSignal"/>
    public static ContainerRunSettings SetStopSignal(this ContainerRunSettings settings, string? signal) =>
        settings with { StopSignal = signal };

    /// <inheritdoc cref="ContainerRunSettings.StopGrace"/>
    public static ContainerRunSettings SetStopGrace(this ContainerRunSettings settings, TimeSpan? grace) =>
        settings with { StopGrace = grace };

    /// <inheritdoc cref="ContainerRunSettings.Init"/>
    public static ContainerRunSettings SetInit(this ContainerRunSettings settings, bool init) =>
        settings with { Init = init };

    /// <inheritdoc cref="ContainerRunSettings.Init"/>
    public static ContainerRunSettings EnableInit(this ContainerRunSettings settings) => settings.SetInit(true);

    /// <summary>Lets the container outlive this process: nobody removes it but you.</summary>
    public static ContainerRunSettings Detach(this ContainerRunSettings settings, bool detached = true) =>
        settings with { IsDetached = detached };
}
