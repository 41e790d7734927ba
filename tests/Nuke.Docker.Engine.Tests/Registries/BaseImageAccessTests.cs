using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Registries;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Registries;

public abstract class BaseImageAccessTests(PrivateEngine fixture) : RegistryTest(fixture)
{
    [Fact]
    public async Task BaseImagesComeFromPrivateRegistries()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication, Fixture);
        var image = await PushedAsync(registry);

        var built = await BuildAsync(
            $"ARG BASE=nowhere\nFROM ${{BASE}} AS first\nFROM alpine\nCOPY --from={image} /bin/busybox /copied\n"
            + "COPY --from=first /bin/busybox /too\n",
            settings => settings.SetBuildArgument("BASE", image.ToString()).SetCredentials(User(registry.Address)));

        Assert.NotEmpty(built.Id);
        AssertNoSecret(string.Join('\n', Events.All));
    }

    [Fact]
    public async Task ABuildThatPullsAsksWithCredentialsToo()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication, Fixture);
        var image = await PushedAsync(registry);
        await PullAsync(User(registry.Address), image);

        await BuildAsync($"FROM {image}\n", settings => settings.SetPull(true).SetCredentials(User(registry.Address)));
        var error = await Assert.ThrowsAsync<ImageBuildException>(
            () => BuildAsync($"FROM {image}\n", settings => settings.SetPull(true).SetCredentials(Nobody)));

        Assert.StartsWith(
            $"Image '{Name}' stopped at step 1/1, FROM {image}: registry '{registry.Address}' wants credentials, "
            + $"and none are given, nor is there a '{ConfigFile}': ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongCredentialsAreSaidWithTheirSource()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication, Fixture);
        var image = await PushedAsync(registry);

        var error = await Assert.ThrowsAsync<ImageBuildException>(
            () => BuildAsync($"FROM {image}\n", settings => settings.SetCredentials(User(registry.Address, Guess))));

        Assert.StartsWith(
            $"Image '{Name}' stopped at step 1/1, FROM {image}: registry '{registry.Address}' does not accept the "
            + $"credentials from {Source}: ",
            error.Message,
            StringComparison.Ordinal);
        AssertNoSecret(error.ToString());
    }

    [Fact]
    public async Task ARegistryThatNeedNotBeAskedIsNotLookedUp()
    {
        Output.Write(".docker/config.json", """{ "credsStore": "absent" }""");

        await BuildAsync("FROM alpine\n", settings => settings.SetCredentials(Nobody));
        await Assert.ThrowsAsync<RegistryCredentialsException>(
            () => BuildAsync("FROM alpine\n", settings => settings.SetPull(true).SetCredentials(Nobody)));
    }

    async Task<ImageReference> PushedAsync(LoopbackRegistry registry)
    {
        var image = await TagAsync(registry.Address);
        await PushAsync(User(registry.Address), image);
        await RemoveAsync(image);
        return image;
    }
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class BaseImageAccessTestsOnTheMachinesVersion(MachineEngine fixture) : BaseImageAccessTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class BaseImageAccessTestsOnTheNewestVersion(NewestEngineWithAlpine fixture)
    : BaseImageAccessTests(fixture);
