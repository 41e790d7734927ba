using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Secrets;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>The classic builder cannot mount secrets, and leaves the ends of stages on the engine.</summary>
public abstract class ClassicSecretTests(PrivateEngine fixture) : SecretTests(fixture)
{
    private protected override ImageBuilder Builder => ImageBuilder.Classic;

    [Fact]
    public async Task TheClassicBuilderRefusesSecretsBeforeAnythingIsSent()
    {
        var error = await Assert.ThrowsAsync<BuildSecretException>(
            () => SecretlyAsync("FROM alpine\nRUN true\n", settings => settings.AddSecret("nuget", Value)));

        Assert.Equal(
            $"Image '{Name}' cannot be built with the secret 'nuget' from the settings: the engine's classic "
            + "builder cannot mount secrets, "
            + "and a build argument would stay readable in the image's history. "
            + "Choose BuildKit with SetBuilder or --docker-builder, or take the secret out of the settings.",
            error.Message);
        await AssertNothingHappenedAsync();
    }

    [Fact]
    public async Task AMountIsRefusedBeforeAnythingIsSent()
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(
            () => SecretlyAsync("FROM alpine\nRUN --mount=type=secret,id=nuget true\n"));

        Assert.Equal(
            $"{Context.Path}/Dockerfile:2: RUN --mount needs BuildKit, and image '{Name}' is built with the classic "
            + "builder. Choose BuildKit with SetBuilder or --docker-builder.",
            error.Message);
        await AssertNothingHappenedAsync();
    }

    [Fact]
    public async Task ASecretInAStageThatIsNotShippedIsALeakToo()
    {
        const string Dockerfile =
            "FROM alpine AS one\nARG A\nARG B\nENV JOINED=$A$B\nRUN echo 1 >/app\nFROM alpine\n"
            + "COPY --from=one /app /app\n";

        await Assert.ThrowsAsync<SecretLeakException>(
            () => SecretlyAsync(Dockerfile, settings => Halves(Knowing(settings))));

        Assert.False(await IsOnEngineAsync(Name));
        Assert.False(await IsOnEngineAsync($"{Name}:nuke-docker-stage-1"));
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class ClassicSecretTestsOnTheMachinesVersion(MachineEngine fixture) : ClassicSecretTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class ClassicSecretTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : ClassicSecretTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class ClassicSecretTestsWithTheContainerdStore(
    NewestEngineWithContainerdStore fixture) : ClassicSecretTests(fixture);
