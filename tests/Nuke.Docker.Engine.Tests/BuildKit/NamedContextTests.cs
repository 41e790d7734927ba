using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Contexts that a Dockerfile calls by their name.</summary>
public abstract class NamedContextTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task ADirectoryWithANameIsAContextOfItsOwn()
    {
        using var other = new TemporaryDirectory();
        other.Write("file", "from elsewhere");
        var assets = await BuildContext.FromDirectory(
            other.Path, BuildContextSettings.Default.SetDockerfileText("FROM scratch\n")).ScanAsync(Stop);
        Task<BuildKitResult> BuildAsync() => SolveAsync(
            "FROM alpine\nCOPY --from=assets file /\n",
            settings =>
                settings with { NamedContexts = new Dictionary<string, ContextContent> { ["assets"] = assets } });
        if (!IsNew)
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(BuildAsync);
            Assert.Equal(
                $"{Described} knows no contexts with a name. Build on engine 23 or newer.", error.Message);
            return;
        }

        await BuildAsync();

        Assert.Equal("from elsewhere", await OutputOfAsync(Name, "cat", "/file"));
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class NamedContextTestsOnTheMachinesVersion(MachineEngine fixture) : NamedContextTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class NamedContextTestsOnEngine26(Engine26 fixture) : NamedContextTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class NamedContextTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : NamedContextTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class NamedContextTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture) : NamedContextTests(fixture);
