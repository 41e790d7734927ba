using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>What a BuildKit can do. It refuses what BuildKit would drop silently, or fail at in words that nobody
/// understands.</summary>
/// <remarks>
/// What an engine's BuildKit says of its version is no help: before 0.11 it says nothing, and where a distribution has
/// built it, 0.0.0. Each version of the engine has one of BuildKit in it, so the version of the API tells: 1.41 is
/// engine 20.10 with BuildKit 0.8, 1.42 is 23 with 0.10, 1.45 is 26 with 0.13.
/// </remarks>
sealed record BuildKitAbilities
{
    const string ContainerdLabel = "org.mobyproject.buildkit.worker.containerd.namespace";

    static readonly Version _engine23 = new(1, 42);
    static readonly Version _engine24 = new(1, 43);
    static readonly Version _engine25 = new(1, 44);
    static readonly Version _engine26 = new(1, 45);

    static readonly Version _oldest = new(0, 0, 0);
    static readonly Version _firstWithInfo = new(0, 11);
    static readonly Version _limiting = new(0, 10);
    static readonly Version _compressing = new(0, 11);
    static readonly Version _shapingCaches = new(0, 12);
    static readonly Version _writingSeveral = new(0, 13);

    /// <summary>What errors call it, such as <c>The BuildKit of engine 28.5.2 at '…'</c>.</summary>
    public required string Owner { get; init; }

    /// <summary>Whether it is part of an engine, and takes base images from that engine's own.</summary>
    public bool IsInEngine { get; init; }

    /// <summary>Its <c>image-resolve-mode</c>: an engine looks among its own images first, a builder has
    /// none.</summary>
    public string BaseImages => IsInEngine ? "local" : "default";

    /// <summary>Whether images are kept in a store of containerd's kind: then caches and archives can be
    /// exported.</summary>
    public bool HasContainerdStore { get; init; }

    /// <summary>Whether it limits shared memory and resources. One that does not does not say so. BuildKit
    /// 0.10.</summary>
    public bool LimitsResources { get; init; }

    /// <summary>Whether contexts may have names. BuildKit 0.10.</summary>
    public bool NamesContexts { get; init; }

    /// <summary>Whether it fetches a directory of a repository as context. BuildKit 0.9, the first engine has
    /// 0.10.</summary>
    public bool FetchesSubdirectories { get; init; }

    /// <summary>Whether one solve writes several outputs; of an older one the others are lost without a word. BuildKit
    /// 0.13.</summary>
    public bool WritesSeveralOutputs { get; init; }

    /// <summary>Whether it is told how to compress a cache; an older one uses gzip without a word. BuildKit
    /// 0.11.</summary>
    public bool CompressesCaches { get; init; }

    /// <summary>Whether a cache may be an image, and may fail to be written. BuildKit 0.12.</summary>
    public bool ShapesCaches { get; init; }

    /// <summary>Those of an engine's BuildKit.</summary>
    public static BuildKitAbilities Of(DockerEngine engine, ListWorkersResponse workers) => new()
    {
        Owner = $"The BuildKit of engine {engine.Version.ServerVersion} at {engine.Endpoint.Description}",
        IsInEngine = true,
        HasContainerdStore = workers.Workers.Any(worker => worker.Labels.ContainsKey(ContainerdLabel)),
        LimitsResources = engine.Version.ApiVersion >= _engine23,
        NamesContexts = engine.Version.ApiVersion >= _engine23,
        FetchesSubdirectories = engine.Version.ApiVersion >= _engine23,
        CompressesCaches = engine.Version.ApiVersion >= _engine24,
        ShapesCaches = engine.Version.ApiVersion >= _engine25,
        WritesSeveralOutputs = engine.Version.ApiVersion >= _engine26,
    };

    /// <summary>Those of a builder by itself.</summary>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="info"><see langword="null"/> before 0.11. A version that says nothing counts as 0.11, the first
    /// that says any.</param>
    public static BuildKitAbilities Of(EngineEndpoint endpoint, InfoResponse? info)
    {
        var said = info?.BuildKitVersion.TrimStart('v').Split('-', '+')[0];
        var version = info is null ? _oldest
            : Version.TryParse(said, out var known) && known > _firstWithInfo ? known
            : _firstWithInfo;
        return new()
        {
            Owner = info is null ? $"The BuildKit at {endpoint.Description}"
                : $"The BuildKit {info.BuildKitVersion} at {endpoint.Description}",
            HasContainerdStore = true,
            LimitsResources = version >= _limiting,
            NamesContexts = version >= _limiting,
            FetchesSubdirectories = version >= _limiting,
            CompressesCaches = version >= _compressing,
            ShapesCaches = version >= _shapingCaches,
            WritesSeveralOutputs = version >= _writingSeveral,
        };
    }

    /// <exception cref="NotSupportedException">Which setting, and what to do.</exception>
    public void Check(BuildKitSettings settings)
    {
        if (!BuildKitNetwork.IsKnown(settings.Network))
            throw Lacks(
                $"gives its steps no network '{settings.Network}'",
                "Take 'none', 'host' or the default, or the classic builder");
        if (!WritesSeveralOutputs && settings.Outputs.Count > 1)
            throw Lacks("writes one output of several", $"Ask for one, or build on {Newer("26", "0.13")}");
        if (!NamesContexts && settings.NamedContexts.Count > 0)
            throw Lacks("knows no contexts with a name", $"Build on {Newer("23", "0.10")}");
        if (!HasContainerdStore && settings.NamedContexts.Values.OfType<ContextSource.Layout>().Any())
            throw Lacks(
                "reads no image of an OCI layout, without the containerd image store",
                "Load it with ImageLoad and name the image, or turn the store on");
        if (!LimitsResources && (settings.SharedMemoryBytes is not null || settings.ResourceLimits.Count > 0))
            throw Lacks(
                "does not limit shared memory and resources",
                $"Build on {Newer("23", "0.10")}, or with the classic builder");
        if (settings.Platforms.Count > 1 && !HasContainerdStore
            && settings.Outputs.OfType<BuildOutput.Image>().Any())
            throw Lacks(
                $"keeps an image for one platform, not for {string.Join(" and ", settings.Platforms)}, without the "
                + "containerd image store",
                "Build them one after another, or turn the store on");
        if (settings.CacheExports.Any(cache => cache.Type is not "inline") && !HasContainerdStore)
            throw Lacks(
                "exports its cache only 'inline', without the containerd image store",
                "Export it so, or turn the store on");
        foreach (var attribute in settings.CacheExports.SelectMany(cache => cache.Attributes.Keys))
            CheckCache(attribute);
    }

    void CheckCache(string attribute)
    {
        if (!CompressesCaches && attribute.Contains("compression", StringComparison.Ordinal))
            throw Lacks($"does not know '{attribute}' of a cache", $"Leave it out, or build on {Newer("24", "0.11")}");
        if (!ShapesCaches && attribute is ("ignore-error" or "image-manifest"))
            throw Lacks($"does not know '{attribute}' of a cache", $"Leave it out, or build on {Newer("25", "0.12")}");
    }

    string Newer(string engine, string buildKit) =>
        IsInEngine ? $"engine {engine} or newer" : $"BuildKit {buildKit} or newer";

    NotSupportedException Lacks(string what, string remedy) => new($"{Owner} {what}. {remedy}.");
}
