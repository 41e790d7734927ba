using System.Text.RegularExpressions;
using Nuke.Docker.Containers.Running;

namespace Nuke.Docker.Networks;

/// <summary>Which containers of a group are started one after another, and which at the same time.</summary>
static partial class ContainerGroupOrder
{
    /// <summary>Every violation, one a line; empty if the group can be started.</summary>
    public static IEnumerable<string> Violations(ContainerGroupSettings settings)
    {
        if (settings.Members.Count == 0)
            yield return "it has no containers. Call Add.";
        foreach (var group in settings.Members.GroupBy(member => member.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1))
            yield return $"there are {group.Count()} containers of the name '{group.Key}'.";
        foreach (var violation in settings.Members.SelectMany(member => Violations(settings, member)))
            yield return violation;
        if (Waves(settings).Sum(wave => wave.Count) < settings.Members.Count
            && settings.Members.All(member => Unknown(settings, member).Count == 0))
            yield return "containers depend on each other in a circle: "
                + $"{string.Join(", ", Circle(settings).Select(name => $"'{name}'"))}.";
        foreach (var violation in settings.Network.Violations())
            yield return $"of its network, {violation}";
    }

    /// <summary>Containers that can be started together, once those before are ready. What is in a circle is left
    /// out.</summary>
    public static IReadOnlyList<IReadOnlyList<ContainerGroupMember>> Waves(ContainerGroupSettings settings)
    {
        var waves = new List<IReadOnlyList<ContainerGroupMember>>();
        var ready = new HashSet<string>(StringComparer.Ordinal);
        while (settings.Members.Where(member => !ready.Contains(member.Name) && member.Dependencies.All(ready.Contains))
            .ToList() is { Count: > 0 } wave)
        {
            waves.Add(wave);
            ready.UnionWith(wave.Select(member => member.Name));
        }
        return waves;
    }

    static IEnumerable<string> Violations(ContainerGroupSettings settings, ContainerGroupMember member)
    {
        if (!HostName().IsMatch(member.Name))
            yield return $"'{member.Name}' is no name that others can find a container by: letters, digits, '.', '_' "
                + "and '-'.";
        foreach (var name in Unknown(settings, member))
            yield return $"'{member.Name}' depends on '{name}', which is not in the group.";
        if (member.Settings.IsDetached)
            yield return $"'{member.Name}' is detached; a group is removed as a whole.";
        if (member.Settings.Network is { } network)
            yield return $"'{member.Name}' is on the network '{network}'; a group has one of its own.";
        // Aliases have a meaning on the group's network, which they get later.
        foreach (var violation in ContainerRunViolations.Of(
            member.Settings with { Network = null, NetworkAliases = [] }))
            yield return $"of '{member.Name}', {violation}";
    }

    static List<string> Unknown(ContainerGroupSettings settings, ContainerGroupMember member) =>
        [.. member.Dependencies.Where(name => settings.Members.All(other => other.Name != name))];

    // What only waits for the circle is no part of it.
    static IEnumerable<string> Circle(ContainerGroupSettings settings)
    {
        var started = Waves(settings).SelectMany(wave => wave).ToHashSet();
        var circle = settings.Members.Where(member => !started.Contains(member)).ToList();
        for (var before = 0; before != circle.Count;)
        {
            before = circle.Count;
            circle = circle.FindAll(member => circle.Exists(other => other.Dependencies.Contains(member.Name)));
        }
        return circle.Select(member => member.Name);
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostName();
}
