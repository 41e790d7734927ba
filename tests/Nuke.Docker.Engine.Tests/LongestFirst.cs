using Nuke.Docker.Engine.Tests;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Xunit.Abstractions;

// Much of a test is waiting for an engine, which has work for two processors only now and then.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer(LongestFirst.Name, LongestFirst.Assembly)]

namespace Nuke.Docker.Engine.Tests;

/// <summary>Begins with the collections that take longest: begun last, they would run alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    internal const string Name = $"{Assembly}.{nameof(LongestFirst)}";
    internal const string Assembly = "Nuke.Docker.Engine.Tests";

    static readonly string[] _longest =
    [
        nameof(ContainerdStoreCollection),
        nameof(MachineEngineCollection), nameof(SecondMachineEngineCollection),
        nameof(NewestEngineCollection), nameof(SecondNewestEngineCollection),
        nameof(Engine26Collection),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => (uint)Array.IndexOf(_longest, collection.DisplayName));
}
