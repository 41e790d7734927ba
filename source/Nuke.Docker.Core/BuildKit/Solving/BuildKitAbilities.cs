using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>Refuses what an engine's BuildKit would drop silently, or fail at in words that nobody
/// understands.</summary>
/// <remarks>
/// What BuildKit says of its version is no help: before 0.11 it says nothing, and where a distribution has built it,
/// 0.0.0.
/// Each version of the engine has one of BuildKit in it, so the version of the API tells: 1.41 is engine 20.10 with
/// BuildKit
/// 0.8, 1.42 is 23 with 0.10, 1.45 is 26 with 0.13.
/// </remarks>
static class BuildKitAbilities
{
    static readonly Version _engine23 = new(1, 42);
    static readonly Version _engine26 = new(1, 45);

    /// <summary>Whether the engine's BuildKit limits shared memory and resources. One that does not does not say
    /// so.</summary>
    public static bool HasLimits(DockerEngine engine) => engine.Version.ApiVersion >= _engine23;

    /// <exception cref="NotSupportedException">Which setting, and what to do.</exception>
    public static void Check(BuildKitConnection connection, BuildKitSettings settings)
    {
        var engine = connection.Engine;
        var version = engine.Version.ApiVersion;
        if (!BuildKitNetwork.IsKnown(settings.Network))
            throw Lacks(
                engine,
                $"gives its steps no network '{settings.Network}'",
                "Take 'none', 'host' or the default, or the classic builder");
        if (version < _engine26 && settings.Outputs.Count > 1)
            throw Lacks(engine, "writes one output of several", "Ask for one, or build on engine 26 or newer");
        if (version < _engine23 && settings.NamedContexts.Count > 0)
            throw Lacks(engine, "knows no contexts with a name", "Build on engine 23 or newer");
        if (!HasLimits(engine) && (settings.SharedMemoryBytes is not null || settings.ResourceLimits.Count > 0))
            throw Lacks(
                engine,
                "does not limit shared memory and resources",
                "Build on engine 23 or newer, or with the classic builder");
        if (settings.Platforms.Count > 1 && !connection.HasContainerdStore
            && settings.Outputs.OfType<BuildOutput.Image>().Any())
            throw Lacks(
                engine,
                $"keeps an image for one platform, not for {string.Join(" and ", settings.Platforms)}, without the containerd "
                + "image store",
                "Build them one after another, or turn the store on");
        if (settings.CacheExports.Any(cache => cache.Type is not "inline") && !connection.HasContainerdStore)
            throw Lacks(
                engine,
                "exports its cache only 'inline', without the containerd image store",
                "Export it so, or turn the store on");
    }

    static NotSupportedException Lacks(DockerEngine engine, string what, string remedy) =>
        new($"The BuildKit of engine {engine.Version.ServerVersion} at {engine.Endpoint.Description} {what}. {remedy}.");
}
