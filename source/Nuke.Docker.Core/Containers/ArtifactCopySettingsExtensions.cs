namespace Nuke.Docker.Containers;

/// <summary>NUKE's verbs for <see cref="ArtifactCopySettings"/>. Each returns a changed copy; later values
/// win.</summary>
public static class ArtifactCopySettingsExtensions
{
    /// <inheritdoc cref="ArtifactCopySettings.Container"/>
    public static ArtifactCopySettings SetContainer(this ArtifactCopySettings settings, string? container) =>
        settings with { Container = container };

    /// <inheritdoc cref="ArtifactCopySettings.WorkingDirectory"/>
    public static ArtifactCopySettings SetWorkingDirectory(this ArtifactCopySettings settings, string directory) =>
        settings with { WorkingDirectory = directory };

    /// <summary>Adds an artifact.</summary>
    /// <inheritdoc cref="Artifact" path="/param"/>
    public static ArtifactCopySettings AddArtifact(
        this ArtifactCopySettings settings, string source, string? destination = null) =>
        settings.AddArtifacts(new Artifact(source, destination));

    /// <inheritdoc cref="ArtifactCopySettings.Artifacts"/>
    public static ArtifactCopySettings AddArtifacts(
        this ArtifactCopySettings settings, params IEnumerable<Artifact> artifacts) =>
        settings with { Artifacts = [.. settings.Artifacts, .. artifacts] };

    /// <inheritdoc cref="ArtifactCopySettings.Artifacts"/>
    public static ArtifactCopySettings ClearArtifacts(this ArtifactCopySettings settings) =>
        settings with { Artifacts = [] };

    /// <inheritdoc cref="ArtifactCopySettings.TarFile"/>
    public static ArtifactCopySettings SetTarFile(this ArtifactCopySettings settings, string? path) =>
        settings with { TarFile = path };
}
