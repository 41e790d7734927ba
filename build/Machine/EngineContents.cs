using System.Text.Json.Nodes;

namespace Nuke.Docker.Machine;

/// <summary>Something that an engine holds.</summary>
/// <param name="Id">Its ID; for a volume its name.</param>
/// <param name="Names">Container names without the slash, tags of an image, the name of a network or volume.</param>
/// <param name="Labels">Its labels, empty if it has none.</param>
/// <param name="Json">All that the engine lists about it.</param>
public sealed record EngineItem(
    string Id, IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Labels, JsonNode Json);

/// <summary>What an engine holds, read without the product: the other side of an assertion.</summary>
public sealed class EngineContents(EngineClient engine)
{
    /// <summary>All containers, running or not.</summary>
    public Task<IReadOnlyList<EngineItem>> ContainersAsync(CancellationToken cancellationToken) =>
        ListAsync(
            "containers/json?all=1",
            node => node["Names"]!.AsArray().Select(name => $"{name}"[1..]),
            cancellationToken);

    /// <summary>All images that have a tag, or are a parent of none.</summary>
    public Task<IReadOnlyList<EngineItem>> ImagesAsync(CancellationToken cancellationToken) =>
        ImagesAsync("images/json", cancellationToken);

    /// <summary>Images without a tag that are no other image's parent: what a failed build leaves.</summary>
    public Task<IReadOnlyList<EngineItem>> DanglingImagesAsync(CancellationToken cancellationToken) =>
        ImagesAsync("images/json?filters=" + Uri.EscapeDataString("""{"dangling":["true"]}"""), cancellationToken);

    /// <summary>The networks that somebody created.</summary>
    public async Task<IReadOnlyList<EngineItem>> NetworksAsync(CancellationToken cancellationToken)
    {
        var networks = await ListAsync("networks", node => [$"{node["Name"]}"], cancellationToken);
        return [.. networks.Where(network => network.Names[0] is not ("bridge" or "host" or "none"))];
    }

    public async Task<IReadOnlyList<EngineItem>> VolumesAsync(CancellationToken cancellationToken)
    {
        var volumes = (await engine.GetAsync("volumes", cancellationToken))["Volumes"]?.AsArray() ?? [];
        return [.. volumes.Select(node => Item(node!, $"{node!["Name"]}", [$"{node["Name"]}"]))];
    }

    /// <summary>Every container, image, network and volume that bears the label, one line each.</summary>
    /// <param name="label">A key such as <c>nuke.docker.run</c>.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    public async Task<IReadOnlyList<string>> WithLabelAsync(string label, CancellationToken cancellationToken)
    {
        (string Kind, IReadOnlyList<EngineItem> Items)[] all =
        [
            ("container", await ContainersAsync(cancellationToken)),
            ("image", await ImagesAsync("images/json?all=1", cancellationToken)),
            ("network", await NetworksAsync(cancellationToken)),
            ("volume", await VolumesAsync(cancellationToken)),
        ];
        return
        [
            .. from kind in all
               from item in kind.Items
               where item.Labels.ContainsKey(label)
               select $"{kind.Kind} {item.Id} {string.Join(' ', item.Names)}",
        ];
    }

    Task<IReadOnlyList<EngineItem>> ImagesAsync(string route, CancellationToken cancellationToken) =>
        ListAsync(
            route,
            node => (node["RepoTags"]?.AsArray() ?? []).Select(tag => $"{tag}").Where(tag => tag != "<none>:<none>"),
            cancellationToken);

    async Task<IReadOnlyList<EngineItem>> ListAsync(
        string route, Func<JsonNode, IEnumerable<string>> names, CancellationToken cancellationToken)
    {
        var nodes = (await engine.GetAsync(route, cancellationToken)).AsArray();
        return [.. nodes.Select(node => Item(node!, $"{node!["Id"]}", names(node)))];
    }

    static EngineItem Item(JsonNode node, string id, IEnumerable<string> names) => new(
        id,
        [.. names],
        (node["Labels"]?.AsObject() ?? []).ToDictionary(label => label.Key, label => $"{label.Value}"),
        node);
}
