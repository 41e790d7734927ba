using Nuke.Docker.Containers.Copying;

namespace Nuke.Docker.Containers;

/// <summary>What <see cref="ArtifactCopy"/> copies.</summary>
public sealed record ArtifactCopySettings
{
    /// <summary>The settings that every copy starts from.</summary>
    public static ArtifactCopySettings Default { get; } = new();

    /// <summary>ID or name of the container.</summary>
    public string? Container { get; init; }

    /// <summary>The image that is copied out of where no container is set.</summary>
    internal ArtifactImage? Image { get; init; }

    /// <summary>The directory of the container that relative sources start at.</summary>
    /// <value>An absolute path; <c>/</c> by default.</value>
    public string WorkingDirectory { get; init; } = "/";

    /// <summary>What is copied.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>A tar file that keeps the artifacts beyond the life of the container.</summary>
    /// <value>An absolute path; <see langword="null"/>, the default: they are read from the container again.</value>
    public string? TarFile { get; init; }

    internal void Validate()
    {
        List<string> violations = [.. Artifacts.SelectMany(artifact => artifact.Violations())];
        if (Image is null && string.IsNullOrWhiteSpace(Container))
            violations.Add("no container is set. Call SetContainer.");
        if (Artifacts.Count == 0)
            violations.Add("no artifact is set. Call AddArtifact.");
        SettingsViolations.Throw("The artifacts cannot be copied", violations);
    }
}
