namespace Nuke.Docker.Networks;

/// <summary>What a network is like.</summary>
/// <remarks>Engine API: <c>POST /networks/create</c>. It is always a bridge on one machine.</remarks>
public sealed record ContainerNetworkSettings
{
    /// <summary>The settings that every network starts from.</summary>
    public static ContainerNetworkSettings Default { get; } = new();

    /// <summary>The network's name.</summary>
    /// <value><see langword="null"/>, the default: one that no other run has.</value>
    public string? Name { get; init; }

    /// <summary>Whether there is no way from it to the outside. Ports cannot be published on it.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Labels of the network.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc cref="Name"/>
    public ContainerNetworkSettings SetName(string? name) => this with { Name = name };

    /// <inheritdoc cref="IsInternal"/>
    public ContainerNetworkSettings SetInternal(bool isInternal) => this with { IsInternal = isInternal };

    /// <summary>Sets one label.</summary>
    public ContainerNetworkSettings SetLabel(string name, string value) =>
        this with { Labels = new Dictionary<string, string>(Labels) { [name] = value } };

    internal IEnumerable<string> Violations()
    {
        if (Name is { } name && string.IsNullOrWhiteSpace(name))
            yield return $"the name '{name}' is empty. Leave it null for one that no other run has.";
        foreach (var label in Labels.Keys.Where(string.IsNullOrWhiteSpace))
            yield return $"a label has the empty name '{label}'.";
    }
}
