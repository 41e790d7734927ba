using Nuke.Docker.Images;

namespace Nuke.Docker.Containers;

/// <summary>NUKE's verbs for <see cref="ContainerCommitSettings"/>. Each returns a changed copy; later values
/// win.</summary>
public static class ContainerCommitSettingsExtensions
{
    /// <inheritdoc cref="ContainerCommitSettings.BaseImage"/>
    /// <exception cref="FormatException">The text is not an image reference.</exception>
    public static ContainerCommitSettings SetBaseImage(this ContainerCommitSettings settings, string image) =>
        settings with { BaseImage = ImageReference.Parse(image) };

    /// <inheritdoc cref="ContainerCommitSettings.Tags"/>
    /// <exception cref="FormatException">One of the texts is not an image reference.</exception>
    public static ContainerCommitSettings SetTags(
        this ContainerCommitSettings settings, params IEnumerable<string> tags) =>
        settings with { Tags = [.. tags.Select(ImageReference.Parse)] };

    /// <inheritdoc cref="ContainerCommitSettings.Network"/>
    public static ContainerCommitSettings SetNetwork(this ContainerCommitSettings settings, string? network) =>
        settings with { Network = network };

    /// <summary>Adds a mount.</summary>
    /// <inheritdoc cref="ContainerMount" path="/param"/>
    public static ContainerCommitSettings AddMount(
        this ContainerCommitSettings settings, string source, string target, bool isReadOnly = false) =>
        settings with { Mounts = [.. settings.Mounts, new ContainerMount(source, target, isReadOnly)] };

    /// <inheritdoc cref="ContainerCommitSettings.Command"/>
    public static ContainerCommitSettings SetCommand(
        this ContainerCommitSettings settings, params IReadOnlyList<string> command) =>
        settings with { Command = command };

    /// <inheritdoc cref="ContainerCommitSettings.Entrypoint"/>
    public static ContainerCommitSettings SetEntrypoint(
        this ContainerCommitSettings settings, params IReadOnlyList<string> entrypoint) =>
        settings with { Entrypoint = entrypoint };

    /// <summary>Sets one <c>ENV</c>.</summary>
    public static ContainerCommitSettings SetEnvironmentVariable(
        this ContainerCommitSettings settings, string name, string value) =>
        settings with { Environment = new Dictionary<string, string>(settings.Environment) { [name] = value } };

    /// <inheritdoc cref="ContainerCommitSettings.ExposedPorts"/>
    public static ContainerCommitSettings AddExposedPorts(
        this ContainerCommitSettings settings, params IEnumerable<string> ports) =>
        settings with { ExposedPorts = [.. settings.ExposedPorts, .. ports] };

    /// <summary>Sets one <c>LABEL</c>.</summary>
    public static ContainerCommitSettings SetLabel(this ContainerCommitSettings settings, string name, string value) =>
        settings with { Labels = new Dictionary<string, string>(settings.Labels) { [name] = value } };

    /// <inheritdoc cref="ContainerCommitSettings.User"/>
    public static ContainerCommitSettings SetUser(this ContainerCommitSettings settings, string? user) =>
        settings with { User = user };

    /// <inheritdoc cref="ContainerCommitSettings.WorkingDirectory"/>
    public static ContainerCommitSettings SetWorkingDirectory(
        this ContainerCommitSettings settings, string? directory) =>
        settings with { WorkingDirectory = directory };

    /// <inheritdoc cref="ContainerCommitSettings.Volumes"/>
    public static ContainerCommitSettings AddVolumes(
        this ContainerCommitSettings settings, params IEnumerable<string> paths) =>
        settings with { Volumes = [.. settings.Volumes, .. paths] };

    /// <inheritdoc cref="ContainerCommitSettings.StopSignal"/>
    public static ContainerCommitSettings SetStopSignal(this ContainerCommitSettings settings, string? signal) =>
        settings with { StopSignal = signal };

    /// <inheritdoc cref="ContainerCommitSettings.Author"/>
    public static ContainerCommitSettings SetAuthor(this ContainerCommitSettings settings, string? author) =>
        settings with { Author = author };

    /// <inheritdoc cref="ContainerCommitSettings.Message"/>
    public static ContainerCommitSettings SetMessage(this ContainerCommitSettings settings, string? message) =>
        settings with { Message = message };

    /// <inheritdoc cref="ContainerCommitSettings.Pause"/>
    public static ContainerCommitSettings SetPause(this ContainerCommitSettings settings, bool pause) =>
        settings with { Pause = pause };

    /// <inheritdoc cref="ContainerCommitSettings.Pause"/>
    public static ContainerCommitSettings DisablePause(this ContainerCommitSettings settings) =>
        settings.SetPause(false);
}
