namespace Nuke.Docker.BuildKit.Solving;

/// <summary>Refuses what an engine's BuildKit would drop silently, or fail at in words that nobody understands.</summary>
static class BuildKitAbilities
{
    static readonly Version _severalOutputs = new(0, 13);

    /// <exception cref="NotSupportedException">Which setting, and what to do.</exception>
    public static async Task CheckAsync(BuildKitConnection connection, BuildKitSettings settings, CancellationToken cancellationToken)
    {
        var name = connection.Version is { } version ? $"BuildKit {version}" : "a BuildKit before 0.11";
        var engine = $"The engine {connection.Engine.Version.ServerVersion} at {connection.Engine.Endpoint.Description} has {name}";
        if (settings.Context.HasAdditions)
            throw new NotSupportedException("Artifacts cannot be added to a build context for BuildKit. Give them as a context of their own.");
        if (settings.Outputs.Count > 1 && (connection.Version is null || connection.Version < _severalOutputs))
            throw new NotSupportedException($"{engine}, which writes one output of several. Ask for one, or build on engine 26 or newer.");
        if (settings.NamedContexts.Count > 0 && connection.Version is null)
            throw new NotSupportedException($"{engine}, which may not know contexts with a name. Build on engine 24 or newer.");
        if (settings.CacheExports.Any(cache => cache.Type is not "inline")
            && !await connection.HasContainerdStoreAsync(cancellationToken).ConfigureAwait(false))
            throw new NotSupportedException(
                $"{engine}, which without the containerd image store exports its cache only 'inline'. Export it so, or turn the store on.");
    }
}
