using System.Collections.Concurrent;
using Nuke.Docker.Containers;

namespace Nuke.Docker.Networks;

/// <summary>Containers that run on a network of their own. Disposing it removes all of them, and the network.</summary>
public sealed class RunningGroup : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, RunningContainer> _containers = new(StringComparer.Ordinal);
    readonly ConcurrentStack<RunningContainer> _order = new();

    internal RunningGroup(ContainerNetwork network) => Network = network;

    /// <summary>The network.</summary>
    public ContainerNetwork Network { get; }

    /// <summary>The containers by their names in the group.</summary>
    public IReadOnlyDictionary<string, RunningContainer> Containers => _containers;

    /// <summary>A container by its name in the group.</summary>
    /// <exception cref="ArgumentException">There is none of the name.</exception>
    public RunningContainer this[string name] => _containers.TryGetValue(name, out var container)
        ? container
        : throw new ArgumentException(
            $"'{name}' is not in the group. It has "
            + $"{string.Join(", ", _containers.Keys.Order(StringComparer.Ordinal).Select(key => $"'{key}'"))}.",
            nameof(name));

    /// <summary>Removes the containers, those that were started last first, and then the network.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_order.TryPop(out var container))
            await container.DisposeAsync().ConfigureAwait(false);
        await Network.DisposeAsync().ConfigureAwait(false);
    }

    internal void Add(string name, RunningContainer container)
    {
        _containers[name] = container;
        _order.Push(container);
    }
}
