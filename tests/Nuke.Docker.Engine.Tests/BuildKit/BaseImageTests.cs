using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Base images that not everybody may pull.</summary>
public abstract class BaseImageTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    const string Credentials =
        $$"""{"username":"{{LoopbackRegistry.UserName}}","password":"{{LoopbackRegistry.Password}}"}""";

    [Fact]
    public async Task APrivateBaseImageIsPulledWithOurCredentials()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication, Fixture);
        var image = $"{registry.Address}/base";
        await Fixture.Client.SendJsonAsync(HttpMethod.Post, $"images/alpine/tag?repo={image}&tag=1", body: null, Stop);
        Assert.Null(await Fixture.Client.PushAsync(image, "1", Credentials));
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"images/{image}:1", body: null, Stop);
        var asked = new List<string>();

        await SolveAsync($"FROM {image}:1\nRUN echo 1 >/made\n", settings => settings with
        {
            Credentials = (host, _) =>
            {
                asked.Add(host);
                return Task.FromResult<RegistryAuth?>(
                    new() { Username = LoopbackRegistry.UserName, Password = LoopbackRegistry.Password });
            },
        });

        Assert.Equal([registry.Address], asked);
        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/made"));
        var error = await Assert.ThrowsAsync<SolveException>(() => SolveAsync($"FROM {image}:2\n"));
        Assert.Contains(registry.Address, error.Reason, StringComparison.Ordinal);
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class BaseImageTestsOnTheMachinesVersion(MachineEngine fixture) : BaseImageTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class BaseImageTestsOnEngine26(Engine26 fixture) : BaseImageTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class BaseImageTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : BaseImageTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class BaseImageTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : BaseImageTests(fixture);
