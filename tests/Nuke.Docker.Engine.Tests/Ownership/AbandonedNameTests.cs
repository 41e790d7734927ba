using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Ownership;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Ownership;

/// <summary>Names that images bear on their way from a builder, if the process was killed meanwhile.</summary>
public abstract class AbandonedNameTests(PrivateEngine fixture) : EngineTest(fixture)
{
    [Fact]
    public async Task TheNameOfAnImageGoesWhoseProcessHasEndedAndNoOther()
    {
        var current = ProcessIdentity.Current;
        var (ended, running) = (new RunOwner(current with { Place = $"{current.Place}0" }), new RunOwner(current));
        string[] abandoned = [ended.NewImageName(), ended.NewImageName()];
        var kept = running.NewImageName();
        var named = await BuildAsync($"FROM alpine\nRUN echo {Name} >/a\n");
        var unnamed = await BuildAsync(
            $"FROM alpine\nRUN echo {Name} >/b\n", settings => settings.SetTags(abandoned[1]));
        foreach (var name in new[] { abandoned[0], kept })
            await Docker.TagImageAsync(named.Id, RunOwner.LoadedRepository, name.Split(':')[1], Stop);

        var removed = await AbandonedResources.RemoveAsync(Docker, Stop);

        Assert.Equal(
            new[] { named.Id, unnamed.Id }.Order(), removed.Select(id => $"sha256:{id}").Order());
        Assert.Equal(
            [$"{Name}:latest", kept], (await Docker.FindImageAsync(named.Id, Stop))!.RepoTags.OrderDescending());
        Assert.False(await IsOnEngineAsync(unnamed.Id));
        await Docker.RemoveImageAsync(kept, force: false, keepParents: false, Stop);
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class AbandonedNameTestsOnTheMachinesVersion(MachineEngine fixture) : AbandonedNameTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class AbandonedNameTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : AbandonedNameTests(fixture);
