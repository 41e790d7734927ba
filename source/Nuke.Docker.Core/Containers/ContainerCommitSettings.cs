using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Images;

namespace Nuke.Docker.Containers;

/// <summary>What <see cref="ContainerCommit"/> starts from, and what it says about the image that it makes.</summary>
/// <remarks>
/// Engine API: <c>POST /commit</c>. What is said about the image means what the instruction of a Dockerfile means: an
/// entry point takes the base image's command away, an environment variable or label is added to the base image's.
/// </remarks>
public sealed record ContainerCommitSettings
{
    /// <summary>The settings that every commit starts from.</summary>
    public static ContainerCommitSettings Default { get; } = new();

    /// <summary>The image that the container is made of; it has to be on the engine, and to have the program
    /// <c>sleep</c>.</summary>
    public ImageReference? BaseImage { get; init; }

    /// <summary>The names that the new image gets.</summary>
    public IReadOnlyList<ImageReference> Tags { get; init; } = [];

    /// <summary>The network of the work: <c>bridge</c>, <c>host</c>, <c>none</c>, or a name.</summary>
    /// <value><see langword="null"/>, the default: the engine's.</value>
    public string? Network { get; init; }

    /// <summary>Directories and volumes that the work sees. They do not become part of the image.</summary>
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary><c>CMD</c>, in exec form.</summary>
    /// <value><see langword="null"/>, the default: the base image's.</value>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary><c>ENTRYPOINT</c>, in exec form.</summary>
    /// <value><see langword="null"/>, the default: the base image's.</value>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary><c>ENV</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary><c>EXPOSE</c>, <c>80</c> or <c>53/udp</c> each.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary><c>LABEL</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary><c>USER</c>. The work is done as the base image's user all the same, unless a command says
    /// another.</summary>
    public string? User { get; init; }

    /// <summary><c>WORKDIR</c>, an absolute path.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary><c>VOLUME</c>, absolute paths.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary><c>STOPSIGNAL</c>.</summary>
    public string? StopSignal { get; init; }

    /// <summary>Who made the image.</summary>
    public string? Author { get; init; }

    /// <summary>What was done, for the image's history.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the container stands still while it is committed.</summary>
    /// <value>By default it does; what is being written would be torn otherwise.</value>
    public bool Pause { get; init; } = true;

    /// <summary>Every violation, one a line; empty if the settings can be used.</summary>
    internal IEnumerable<string> Violations()
    {
        if (BaseImage is null)
            yield return "no base image is set. Call SetBaseImage.";
        if (Tags.Count == 0)
            yield return "no tag is set; an image without one would be left on the engine. Call SetTags.";
        foreach (var tag in Tags.Where(tag => tag.Digest is not null))
            yield return $"the tag '{tag}' has a digest; the engine makes digests itself.";
        foreach (var variable in Environment.Keys.Where(
            key => key.Length == 0 || key.Contains('=', StringComparison.Ordinal)))
            yield return $"'{variable}' is no name of an environment variable.";
        foreach (var label in Labels.Keys.Where(string.IsNullOrWhiteSpace))
            yield return $"a label has the empty name '{label}'.";
        foreach (var port in ExposedPorts.Where(
            port => !PublishedPort.TryParse(port, out var parsed) || parsed.HostPort is not null))
            yield return $"'{port}' is no port to expose: a number from 1 to 65535, and '/udp' or '/sctp' if it is "
                + "not tcp.";
        if (WorkingDirectory is { } directory && !directory.StartsWith('/'))
            yield return $"the working directory '{directory}' is not an absolute path of the image.";
        foreach (var volume in Volumes.Where(volume => !volume.StartsWith('/')))
            yield return $"the volume '{volume}' is not an absolute path of the image.";
        if (StopSignal is { } signal && !Signals.Exists(signal))
            yield return $"'{signal}' is no signal.";
        foreach (var violation in Mounts.SelectMany(mount => mount.Violations()))
            yield return violation;
    }
}
