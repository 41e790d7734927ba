using Nuke.Docker.Contexts;
using Nuke.Docker.Git;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Registries;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images;

/// <summary>What <see cref="ImageBuild"/> builds, from what, and how.</summary>
/// <remarks>Engine API: <c>POST /build</c>.</remarks>
public sealed record ImageBuildSettings
{
    /// <summary>The settings that every build starts from.</summary>
    public static ImageBuildSettings Default { get; } = new();

    /// <summary>The directory that is sent as build context; an absolute path.</summary>
    public string? ContextDirectory { get; init; }

    /// <summary>A repository whose files are sent as build context; counts instead of
    /// <see cref="ContextDirectory"/>.</summary>
    /// <remarks>It is checked out on this side, with submodules. A relative path of the Dockerfile counts from its
    /// directory.</remarks>
    public GitSource? GitContext { get; init; }

    /// <summary>An address that the engine fetches the context from; counts instead of
    /// <see cref="ContextDirectory"/>.</summary>
    /// <value>
    /// A repository, whose reference is resolved on this side; a tar archive over http, compressed or not; or a text
    /// that its server calls <c>text/plain</c>, which is taken for the Dockerfile of an empty context.
    /// </value>
    /// <remarks>Engine API: <c>POST /build</c>, query <c>remote</c>. The engine needs a way to the address, and
    /// git.</remarks>
    public string? RemoteContext { get; init; }

    /// <summary>Build arguments whose values are commits, resolved just before the build.</summary>
    /// <remarks>
    /// All steps of a run, and all targets of a NUKE build, take the same one. A clone that checks out such an argument
    /// is cached exactly as long as its branch stands still. The commit of the first one becomes the image's label
    /// <c>org.opencontainers.image.revision</c>.
    /// </remarks>
    public IReadOnlyList<GitPin> GitPins { get; init; } = [];

    /// <summary>How git is used for <see cref="GitContext"/>, <see cref="GitPins"/> and
    /// <see cref="OriginLabels"/>.</summary>
    public GitSettings Git { get; init; } = GitSettings.Default;

    /// <summary>Whether the image gets labels that tell what it was made from, as git and the build server know
    /// it.</summary>
    /// <value>
    /// <see langword="null"/> by default: an image that a pattern ships gets them, another one does not. What comes
    /// from <see cref="GitContext"/> or <see cref="GitPins"/> is labelled unless it is <see langword="false"/>.
    /// </value>
    /// <remarks>
    /// <c>org.opencontainers.image.revision</c>, with <c>-dirty</c> behind a commit that is not all, <c>source</c>,
    /// <c>ref.name</c>, <c>version</c> if a tag of the commit tells one, and <c>created</c>, the time of the commit.
    /// Labels that are set, here or in the Dockerfile, win. A new commit makes a new image, and none of its layers.
    /// </remarks>
    public bool? OriginLabels { get; init; }

    /// <summary>What of the directory is sent, and where the Dockerfile is.</summary>
    public BuildContextSettings Context { get; init; } = BuildContextSettings.Default;

    /// <summary>The names that the image gets.</summary>
    /// <value>Empty by default: the image is known by its ID alone.</value>
    public IReadOnlyList<ImageReference> Tags { get; init; } = [];

    /// <summary>Values for the Dockerfile's <c>ARG</c> instructions.</summary>
    /// <remarks>They stay readable in the history of the image, so one that is a secret stops the build. See
    /// <see cref="Secrets"/>.</remarks>
    public IReadOnlyDictionary<string, string?> BuildArguments { get; init; } = new Dictionary<string, string?>();

    /// <summary>Labels that the image gets besides those of its Dockerfile.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The stage to build.</summary>
    /// <value><see langword="null"/>, the default: the last one.</value>
    public string? Target { get; init; }

    /// <summary>Whether every step is built anew.</summary>
    /// <remarks>What a <c>MultiStage</c> has in common with the stages that it requires runs once.</remarks>
    public bool NoCache { get; init; }

    /// <summary>Stages that are built anew, while others may come from the cache.</summary>
    /// <remarks>It takes BuildKit.</remarks>
    public IReadOnlyList<string> NoCacheStages { get; init; } = [];

    /// <summary>What may come from the cache in spite of <see cref="NoCache"/>.</summary>
    internal FreshSteps? FreshSteps { get; init; }

    /// <summary>Whether the engine asks the registry for a newer base image.</summary>
    public bool Pull { get; init; }

    /// <summary>What the image is built for.</summary>
    /// <value>Empty by default: the engine's own platform.</value>
    /// <remarks>More than one takes BuildKit, and an engine with the containerd image store: no other holds such an
    /// image.</remarks>
    public IReadOnlyList<Platform> Platforms { get; init; } = [];

    /// <summary>The only one of <see cref="Platforms"/>.</summary>
    /// <value><see langword="null"/> if there is none, or more than one.</value>
    public Platform? Platform => Platforms is [var only] ? only : null;

    /// <summary>The network of <c>RUN</c> instructions: <c>bridge</c>, <c>host</c>, <c>none</c>, or a name.</summary>
    /// <value><see langword="null"/>, the default: the engine's.</value>
    public string? Network { get; init; }

    /// <summary>Additional lines of <c>/etc/hosts</c> while <c>RUN</c> instructions execute.</summary>
    public IReadOnlyList<ExtraHost> ExtraHosts { get; init; } = [];

    /// <summary>Size of <c>/dev/shm</c> while <c>RUN</c> instructions execute, in bytes.</summary>
    /// <value>Greater than zero; <see langword="null"/>, the default, leaves the size to the engine.</value>
    public long? SharedMemoryBytes { get; init; }

    /// <summary>Limits of the processes of <c>RUN</c> instructions, each name once.</summary>
    /// <value>Empty by default: those of the engine.</value>
    public IReadOnlyList<ResourceLimit> ResourceLimits { get; init; } = [];

    /// <summary>Where steps are taken from that other builds have kept.</summary>
    /// <remarks>The classic builder takes the layers of images that the engine has, and nothing else.</remarks>
    public IReadOnlyList<BuildCache> CacheFrom { get; init; } = [];

    /// <summary>Where the steps of this build are kept for others, besides the engine's own cache. It takes
    /// BuildKit.</summary>
    /// <remarks>Without the containerd image store an engine writes <see cref="BuildCache.Inline"/> only.</remarks>
    public IReadOnlyList<BuildCache> CacheTo { get; init; } = [];

    /// <summary>What the Dockerfile means by a name in <c>FROM</c>, <c>COPY --from</c> and
    /// <c>RUN --mount=from</c>.</summary>
    /// <value>Empty by default: stages and images. A name is that of an image, without registry and tag as a
    /// rule.</value>
    public IReadOnlyDictionary<string, NamedContext> NamedContexts { get; init; } = new Dictionary<string, NamedContext>();

    /// <summary>Which of the engine's builders builds.</summary>
    /// <value>By default <see cref="ImageBuilder.Auto"/>: BuildKit wherever it can.</value>
    public ImageBuilder Builder { get; init; } = ImageBuilder.Auto;

    /// <summary>Builders that build instead of the engine, which gets the image.</summary>
    /// <value>
    /// By default none. Each build takes one that has the platform: a native one before one that emulates, the less
    /// busy one, and of equals always the same one for the same context, because it has its files and its cache
    /// already.
    /// </value>
    public IReadOnlyList<BuilderEndpoint> BuilderEndpoints { get; init; } = [];

    /// <summary>What is known already of what the image is made from.</summary>
    internal ImageOrigin? Origin { get; init; }

    /// <summary>Where the credentials of the registries are found that base images are pulled from.</summary>
    /// <value>By default where the docker CLI finds them. A registry that need not be asked is not looked up.</value>
    public RegistryCredentials Credentials { get; init; } = RegistryCredentials.Default;

    /// <summary>What steps read with <c>RUN --mount=type=secret</c>. They are in no layer, no history and no
    /// log.</summary>
    /// <remarks>A builder without such mounts refuses the build. They never become build arguments.</remarks>
    public IReadOnlyList<BuildSecret> Secrets { get; init; } = [];

    /// <summary>The ssh agents that steps reach with <c>RUN --mount=type=ssh</c>.</summary>
    /// <value>None by default, as with <c>docker build</c> without <c>--ssh</c>. A builder without such mounts refuses
    /// the build.</value>
    public IReadOnlyList<SshAgent> SshAgents { get; init; } = [];

    /// <summary>Further values that must not get into the log, an error or the image; the build cannot read
    /// them.</summary>
    /// <value>Those of <see cref="Secrets"/> need not be repeated, nor credentials that the build uses for git and
    /// registries.</value>
    public IReadOnlyList<KnownSecret> KnownSecrets { get; init; } = [];

    /// <summary>Build arguments that are sent although they look like secrets.</summary>
    public IReadOnlyCollection<string> AllowedBuildArguments { get; init; } = [];

    /// <summary>Labels that are set although they look like secrets.</summary>
    public IReadOnlyCollection<string> AllowedLabels { get; init; } = [];

    /// <summary>All that this side asks git for.</summary>
    internal IEnumerable<GitSource> GitSources =>
    [
        .. new[] { GitContext }.OfType<GitSource>(),
        .. GitPins.Select(pin => pin.Source),
        .. NamedContexts.Values.OfType<NamedContext.Git>().Select(context => context.Source),
    ];

    /// <summary>Every violation, one a line; empty if the settings can be used.</summary>
    internal IEnumerable<string> Violations()
    {
        if (ContextDirectory is null && GitContext is null && RemoteContext is null)
            yield return "no context directory is set. Call SetContextDirectory.";
        else if (ContextDirectory is not null && !Path.IsPathFullyQualified(ContextDirectory))
            yield return $"the context directory '{ContextDirectory}' is not an absolute path.";
        if (SharedMemoryBytes is <= 0)
            yield return $"the shared memory of {SharedMemoryBytes} bytes is not greater than zero.";
        if (BuilderEndpoints.Count > 0 && Builder is ImageBuilder.Classic)
            yield return $"the builder '{BuilderEndpoints[0].Address}' is set, and the classic one, which is the "
                + "engine's.";
        if (Target is { Length: 0 })
            yield return "the target is empty. Leave it null for the last stage.";
        foreach (var tag in Tags.Where(tag => tag.Digest is not null))
            yield return $"the tag '{tag}' has a digest; the engine makes digests itself.";
        foreach (var name in BuildArguments.Keys.Where(string.IsNullOrWhiteSpace))
            yield return $"a build argument has the empty name '{name}'.";
        foreach (var name in Labels.Keys.Where(string.IsNullOrWhiteSpace))
            yield return $"a label has the empty name '{name}'.";
        foreach (var id in Secrets.GroupBy(secret => secret.Id).Where(same => same.Count() > 1)
            .Select(same => same.Key))
            yield return $"the secret '{id}' is given twice.";
        foreach (var id in SshAgents.GroupBy(agent => agent.Id).Where(same => same.Count() > 1)
            .Select(same => same.Key))
            yield return $"the ssh agent '{id}' is given twice.";
        foreach (var violation in SourceViolations.Of(this).Concat(Git.Violations()).Concat(SolveViolations.Of(this)))
            yield return violation;
    }
}
