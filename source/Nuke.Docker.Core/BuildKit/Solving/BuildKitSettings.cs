using Nuke.Docker.BuildKit.Content;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Sessions;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>What BuildKit builds, from what, into what.</summary>
sealed record BuildKitSettings
{
    /// <summary>The build context, which this machine sends.</summary>
    /// <value><see langword="null"/> if BuildKit fetches it.</value>
    public ContextContent? Context { get; init; }

    /// <summary>Where BuildKit fetches context and Dockerfile from; counts without <see cref="Context"/>.</summary>
    public string? RemoteContext { get; init; }

    /// <summary>The Dockerfile's path in its context.</summary>
    public string DockerfilePath { get => Context?.DockerfileName ?? field; init; } = "Dockerfile";

    /// <summary>Contexts that the Dockerfile names in <c>FROM</c> and <c>COPY --from</c>; since engine 23.</summary>
    public IReadOnlyDictionary<string, ContextSource> NamedContexts { get; init; } =
        new Dictionary<string, ContextSource>();

    public IReadOnlyList<BuildOutput> Outputs { get; init; } = [];

    /// <summary>Values for <c>ARG</c>; one that is <see langword="null"/> is not given.</summary>
    public IReadOnlyDictionary<string, string?> BuildArguments { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The stage to build; <see langword="null"/> for the last one.</summary>
    public string? Target { get; init; }

    /// <summary>In Docker's spelling, such as <c>linux/arm64</c>; empty for the engine's own.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    public bool NoCache { get; init; }

    /// <summary>Stages that are built anew while others may come from the cache.</summary>
    public IReadOnlyList<string> NoCacheStages { get; init; } = [];

    /// <summary>Whether the registry is asked for a newer base image.</summary>
    public bool Pull { get; init; }

    /// <summary>The network of <c>RUN</c>, one of <see cref="BuildKitNetwork"/>; <see langword="null"/> for the
    /// engine's default.</summary>
    public string? Network { get; init; }

    /// <summary>Address by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ExtraHosts { get; init; } = [];

    public long? SharedMemoryBytes { get; init; }

    /// <summary>Such as <c>nofile=1024:2048</c>.</summary>
    public IReadOnlyList<string> ResourceLimits { get; init; } = [];

    public IReadOnlyList<ExporterEntry> CacheImports { get; init; } = [];

    public IReadOnlyList<ExporterEntry> CacheExports { get; init; } = [];

    /// <summary>Directories that caches of the type <c>local</c> are in, by the name that these have for
    /// them.</summary>
    public IReadOnlyDictionary<string, LayoutDirectory> CacheDirectories { get; init; } =
        new Dictionary<string, LayoutDirectory>();

    /// <summary>Whether BuildKit keeps no record of the build and of what its steps have written.</summary>
    public bool IsUnrecorded { get; init; }

    /// <summary>By ID.</summary>
    public IReadOnlyDictionary<string, SecretSource> Secrets { get; init; } = new Dictionary<string, SecretSource>();

    /// <summary>Paths of ssh agents' sockets, by ID.</summary>
    public IReadOnlyDictionary<string, string> SshAgents { get; init; } = new Dictionary<string, string>();

    /// <summary>How long BuildKit may be silent until it is taken for lost.</summary>
    public TimeSpan SilenceLimit { get; init; } = HealthService.DefaultLimit;

    public RegistryCredentialsSource Credentials { get; init; } = (_, _) => Task.FromResult<Engine.RegistryAuth?>(null);
}
