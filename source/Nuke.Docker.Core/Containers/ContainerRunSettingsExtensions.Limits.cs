namespace Nuke.Docker.Containers;

// What the container sees of the engine's machine, and how much of it.
public static partial class ContainerRunSettingsExtensions
{
    /// <summary>Mounts a directory of the engine's machine.</summary>
    /// <inheritdoc cref="ContainerMount" path="/param"/>
    public static ContainerRunSettings AddMount(
        this ContainerRunSettings settings, string source, string target, bool isReadOnly = false) =>
        settings.AddMounts(new ContainerMount(source, target, isReadOnly));

    /// <inheritdoc cref="ContainerRunSettings.Mounts"/>
    public static ContainerRunSettings AddMounts(
        this ContainerRunSettings settings, params IEnumerable<ContainerMount> mounts) =>
        settings with { Mounts = [.. settings.Mounts, .. mounts] };

    /// <inheritdoc cref="ContainerRunSettings.Mounts"/>
    public static ContainerRunSettings ClearMounts(this ContainerRunSettings settings) => settings with { Mounts = [] };

    /// <summary>Adds a directory that is in memory.</summary>
    /// <inheritdoc cref="TemporaryFileSystem" path="/param"/>
    public static ContainerRunSettings AddTemporaryFileSystem(
        this ContainerRunSettings settings, string target, long? sizeBytes = null, string? options = null) =>
            settings with
    {
        TemporaryFileSystems = [.. settings.TemporaryFileSystems, new TemporaryFileSystem(target, sizeBytes, options)],
    };

    /// <inheritdoc cref="ContainerRunSettings.TemporaryFileSystems"/>
    public static ContainerRunSettings ClearTemporaryFileSystems(this ContainerRunSettings settings) =>
        settings with { TemporaryFileSystems = [] };

    /// <inheritdoc cref="ContainerRunSettings.MemoryBytes"/>
    public static ContainerRunSettings SetMemoryBytes(this ContainerRunSettings settings, long? bytes) =>
        settings with { MemoryBytes = bytes };

    /// <inheritdoc cref="ContainerRunSettings.Processors"/>
    public static ContainerRunSettings SetProcessors(this ContainerRunSettings settings, decimal? processors) =>
        settings with { Processors = processors };

    /// <inheritdoc cref="ContainerRunSettings.ProcessLimit"/>
    public static ContainerRunSettings SetProcessLimit(this ContainerRunSettings settings, long? processes) =>
        settings with { ProcessLimit = processes };

    /// <inheritdoc cref="ContainerRunSettings.SharedMemoryBytes"/>
    public static ContainerRunSettings SetSharedMemoryBytes(this ContainerRunSettings settings, long? bytes) =>
        settings with { SharedMemoryBytes = bytes };

    /// <inheritdoc cref="ContainerRunSettings.ReadOnly"/>
    public static ContainerRunSettings SetReadOnly(this ContainerRunSettings settings, bool readOnly) =>
        settings with { ReadOnly = readOnly };

    /// <inheritdoc cref="ContainerRunSettings.ReadOnly"/>
    public static ContainerRunSettings EnableReadOnly(this ContainerRunSettings settings) => settings.SetReadOnly(true);

    /// <inheritdoc cref="ContainerRunSettings.AddedCapabilities"/>
    public static ContainerRunSettings AddCapabilities(
        this ContainerRunSettings settings, params IEnumerable<string> capabilities) =>
        settings with { AddedCapabilities = [.. settings.AddedCapabilities, .. capabilities] };

    /// <inheritdoc cref="ContainerRunSettings.DroppedCapabilities"/>
    public static ContainerRunSettings DropCapabilities(
        this ContainerRunSettings settings, params IEnumerable<string> capabilities) =>
        settings with { DroppedCapabilities = [.. settings.DroppedCapabilities, .. capabilities] };
}
