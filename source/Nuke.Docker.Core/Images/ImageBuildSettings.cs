using Nuke.Docker.Contexts;

namespace Nuke.Docker.Images;

/// <summary>What <see cref="ImageBuild"/> builds, from what, and how.</summary>
/// <remarks>Engine API: <c>POST /build</c>.</remarks>
public sealed record ImageBuildSettings
{
    /// <summary>The settings that every build starts from.</summary>
    public static ImageBuildSettings Default { get; } = new();

    /// <summary>The directory that is sent as build context; an absolute path.</summary>
    public string? ContextDirectory { get; init; }

    /// <summary>What of the directory is sent, and where the Dockerfile is.</summary>
    public BuildContextSettings Context { get; init; } = BuildContextSettings.Default;

    /// <summary>The names that the image gets.</summary>
    /// <value>Empty by default: the image is known by its ID alone.</value>
    public IReadOnlyList<ImageReference> Tags { get; init; } = [];

    /// <summary>Values for the Dockerfile's <c>ARG</c> instructions.</summary>
    /// <remarks>They stay readable in the history of the image. They are no place for secrets.</remarks>
    public IReadOnlyDictionary<string, string?> BuildArguments { get; init; } = new Dictionary<string, string?>();

    /// <summary>Labels that the image gets besides those of its Dockerfile.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The stage to build.</summary>
    /// <value><see langword="null"/>, the default: the last one.</value>
    public string? Target { get; init; }

    /// <summary>Whether every step is built anew.</summary>
    public bool NoCache { get; init; }

    /// <summary>Whether the engine asks the registry for a newer base image.</summary>
    public bool Pull { get; init; }

    /// <summary>What the image is built for.</summary>
    /// <value><see langword="null"/>, the default: the engine's own platform.</value>
    public Platform? Platform { get; init; }

    /// <summary>The network of <c>RUN</c> instructions: <c>bridge</c>, <c>host</c>, <c>none</c>, or a name.</summary>
    /// <value><see langword="null"/>, the default: the engine's.</value>
    public string? Network { get; init; }

    /// <summary>Additional lines of <c>/etc/hosts</c> while <c>RUN</c> instructions execute.</summary>
    public IReadOnlyList<ExtraHost> ExtraHosts { get; init; } = [];

    /// <summary>Size of <c>/dev/shm</c> while <c>RUN</c> instructions execute, in bytes.</summary>
    /// <value>Greater than zero; <see langword="null"/>, the default, leaves the size to the engine.</value>
    public long? SharedMemoryBytes { get; init; }

    /// <summary>Images whose layers may be taken as cache.</summary>
    public IReadOnlyList<ImageReference> CacheFrom { get; init; } = [];

    /// <summary>Every violation, one a line; empty if the settings can be used.</summary>
    internal IEnumerable<string> Violations()
    {
        if (ContextDirectory is null)
            yield return "no context directory is set. Call SetContextDirectory.";
        else if (!Path.IsPathFullyQualified(ContextDirectory))
            yield return $"the context directory '{ContextDirectory}' is not an absolute path.";
        if (SharedMemoryBytes is <= 0)
            yield return $"the shared memory of {SharedMemoryBytes} bytes is not greater than zero.";
        if (Target is { Length: 0 })
            yield return "the target is empty. Leave it null for the last stage.";
        foreach (var tag in Tags.Where(tag => tag.Digest is not null))
            yield return $"the tag '{tag}' has a digest; the engine makes digests itself.";
        foreach (var name in BuildArguments.Keys.Where(string.IsNullOrWhiteSpace))
            yield return $"a build argument has the empty name '{name}'.";
        foreach (var name in Labels.Keys.Where(string.IsNullOrWhiteSpace))
            yield return $"a label has the empty name '{name}'.";
    }
}
