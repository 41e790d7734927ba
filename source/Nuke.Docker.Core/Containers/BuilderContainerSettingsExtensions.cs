namespace Nuke.Docker.Containers;

/// <summary>NUKE's verbs for <see cref="BuilderContainerSettings"/>. Each returns a changed copy; later values
/// win.</summary>
public static class BuilderContainerSettingsExtensions
{
    /// <summary>Sets one environment variable.</summary>
    public static BuilderContainerSettings SetEnvironmentVariable(
        this BuilderContainerSettings settings, string name, string value) =>
        settings with { Environment = new Dictionary<string, string>(settings.Environment) { [name] = value } };

    /// <inheritdoc cref="BuilderContainerSettings.User"/>
    public static BuilderContainerSettings SetUser(this BuilderContainerSettings settings, string? user) =>
        settings with { User = user };

    /// <inheritdoc cref="BuilderContainerSettings.WorkingDirectory"/>
    public static BuilderContainerSettings SetWorkingDirectory(
        this BuilderContainerSettings settings, string? directory) =>
        settings with { WorkingDirectory = directory };

    /// <summary>Adds a mount.</summary>
    /// <inheritdoc cref="ContainerMount" path="/param"/>
    public static BuilderContainerSettings AddMount(
        this BuilderContainerSettings settings, string source, string target, bool isReadOnly = false) =>
        settings with { Mounts = [.. settings.Mounts, new ContainerMount(source, target, isReadOnly)] };

    /// <inheritdoc cref="BuilderContainerSettings.Mounts"/>
    public static BuilderContainerSettings ClearMounts(this BuilderContainerSettings settings) =>
        settings with { Mounts = [] };

    /// <inheritdoc cref="BuilderContainerSettings.MemoryBytes"/>
    public static BuilderContainerSettings SetMemoryBytes(this BuilderContainerSettings settings, long? bytes) =>
        settings with { MemoryBytes = bytes };

    /// <inheritdoc cref="BuilderContainerSettings.Network"/>
    public static BuilderContainerSettings SetNetwork(this BuilderContainerSettings settings, string? network) =>
        settings with { Network = network };
}
