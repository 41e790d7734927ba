using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Messages;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>The settings as the frontend <c>dockerfile.v0</c> wants them.</summary>
/// <remarks>Source: <see href="https://github.com/moby/buildkit/blob/master/frontend/dockerui/config.go"/>.</remarks>
static class FrontendAttributes
{
    /// <param name="baseImages">Where base images come from, unless a newer one is asked for.</param>
    public static IReadOnlyDictionary<string, string> Of(BuildKitSettings settings, string baseImages)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["filename"] =
                settings.Context is null ? settings.DockerfilePath : Path.GetFileName(settings.DockerfilePath),
            ["image-resolve-mode"] = settings.Pull ? "pull" : baseImages,
        };
        if (settings.Context is null)
            AddRemoteContext(attributes, settings.RemoteContext!);
        AddText(attributes, "target", settings.Target);
        AddText(attributes, "platform", string.Join(',', settings.Platforms));
        AddText(
            attributes,
            "force-network-mode",
            BuildKitNetwork.IsDefault(settings.Network) ? null : settings.Network);
        AddText(attributes, "add-hosts", string.Join(
            ',', settings.ExtraHosts.Select(host => $"{host.Key}={host.Value}")));
        AddText(attributes, "shm-size", settings.SharedMemoryBytes?.ToString(CultureInfo.InvariantCulture));
        AddText(attributes, "ulimit", string.Join(',', settings.ResourceLimits));
        if (settings.NoCache || settings.NoCacheStages.Count > 0)
            attributes["no-cache"] = settings.NoCache ? "" : string.Join(',', settings.NoCacheStages);
        foreach (var (name, value) in settings.BuildArguments)
            if (value is not null)
                attributes[$"build-arg:{name}"] = value;
        foreach (var (name, value) in settings.Labels)
            attributes[$"label:{name}"] = value;
        foreach (var (name, source) in settings.NamedContexts)
            attributes[$"context:{name}"] = source.Describe(name);
        if (settings.CacheImports.Count > 0)
            attributes["cache-imports"] = ToJson(settings.CacheImports);
        return attributes;
    }

    /// <summary>Of a repository the directory <c>.git</c> stays, as the classic builder leaves it.</summary>
    static void AddRemoteContext(Dictionary<string, string> attributes, string address)
    {
        attributes["context"] = address;
        attributes["build-arg:BUILDKIT_CONTEXT_KEEP_GIT_DIR"] = "1";
    }

    static void AddText(Dictionary<string, string> attributes, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            attributes[name] = value;
    }

    static string ToJson(IReadOnlyList<ExporterEntry> caches) => new JsonArray([.. caches.Select(cache => new JsonObject
    {
        ["Type"] = cache.Type,
        ["Attrs"] = JsonSerializer.SerializeToNode(cache.Attributes),
    })]).ToJsonString();
}
