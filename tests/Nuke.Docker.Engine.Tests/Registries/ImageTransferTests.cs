using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Registries;

public abstract partial class ImageTransferTests(PrivateEngine fixture) : RegistryTest(fixture)
{
    [Theory]
    [InlineData(RegistryDemands.None)]
    [InlineData(RegistryDemands.Authentication)]
    [InlineData(RegistryDemands.Tls)]
    [InlineData(RegistryDemands.Tls | RegistryDemands.Authentication)]
    public async Task WhatIsPushedComesBackByTagAndByDigest(RegistryDemands demands)
    {
        await using var registry = await LoopbackRegistry.StartAsync(demands, Fixture);
        registry.TrustedBy(Fixture);
        var address = demands.HasFlag(RegistryDemands.Tls) ? registry.RoutableAddress : registry.Address;
        var (first, second) = (await TagAsync(address, "1.0"), await TagAsync(address, "latest"));

        var pushed = await PushAsync(User(address), first, second);

        Assert.Equal([first, second], pushed.Select(image => image.Image));
        Assert.Equal(pushed[0].Digest, pushed[1].Digest);
        Assert.Equal(["1.0", "latest"], await registry.TagsAsync(first.Path));
        Assert.Contains(Events.All.OfType<ProgressEvent.Layer>(), IsPushed);

        await RemoveAsync(first);
        await RemoveAsync(second);
        var byTag = await PullAsync(User(address), first);
        var byDigest = await PullAsync(User(address), pushed[0].Reference);
        Assert.Equal(pushed[0].Reference, byTag.Reference);
        Assert.Equal(byTag, byDigest);
        Assert.Equal((await Docker.FindImageAsync("alpine", Stop))!.Id, byTag.Id);
        AssertNoSecret(string.Join('\n', Events.All));
    }

    [Fact]
    public async Task WithoutATagItIsTheLatest()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None, Fixture);
        await TagAsync(registry.Address, "latest");
        var untagged = ImageReference.Parse($"{registry.Address}/{Name}/alpine");

        var pushed = Assert.Single(await PushAsync(Nobody, untagged));
        var pulled = await PullAsync(Nobody, untagged);

        Assert.Equal($"{untagged}:latest", $"{pushed.Image}");
        Assert.Equal($"{untagged}@{pushed.Digest}", $"{pulled.Reference}");
    }

    [Fact]
    public async Task CredentialsOfDockersConfigurationAreEnough()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication, Fixture);
        var auth = Convert.ToBase64String("nuke:hidden"u8);
        Output.Write(".docker/config.json", $$"""{ "auths": { "{{registry.Address}}": { "auth": "{{auth}}" } } }""");

        await PushAsync(Nobody, await TagAsync(registry.Address));

        Assert.Single(await registry.RepositoriesAsync());
    }

    [Fact]
    public async Task MissingCredentialsAreSaid()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication, Fixture);
        var image = await TagAsync(registry.Address);
        var advice = $"Run 'docker login {registry.Address}', or pass --docker-registry-username and "
            + "--docker-registry-password.";
        var reason =
            $"registry '{registry.Address}' wants credentials, and none are given, nor is there a '{ConfigFile}'";

        var words = NoCredentials(image);

        Assert.Equal(
            $"Image '{image}' was not pushed: {reason}: {words.Push}. {advice}",
            await PushFailureAsync(Nobody, image));
        Assert.Equal(
            $"Image '{image}' was not pulled: {reason}: {words.Pull}. {advice}",
            await PullFailureAsync(Nobody, image));
    }

    [Fact]
    public async Task WrongCredentialsAreSaidWithTheirSource()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Authentication, Fixture);
        var image = await TagAsync(registry.Address);
        var reason = $"registry '{registry.Address}' does not accept the credentials from {Source}";
        var words = WrongCredentials(image);

        Assert.Equal(
            $"Image '{image}' was not pushed: {reason}: {words.Push}. Correct them there.",
            WithoutDigest(await PushFailureAsync(User(registry.Address, Guess), image)));
        Assert.Equal(
            $"Image '{image}' was not pulled: {reason}: {words.Pull}. Correct them there.",
            await PullFailureAsync(User(registry.Address, Guess), image));
    }

    [Fact]
    public async Task ADenialIsSaidWithWhoAsked()
    {
        await using var registry = new ScriptedRegistry(Fixture);
        var image = await TagAsync(registry.Address);
        registry.Refuse(image.Path, "1", "403 Forbidden", "DENIED", "this one is not for you");
        var words = Denial(image);

        Assert.Equal(
            $"Image '{image}' was not pushed: registry '{registry.Address}' {words.Push}",
            await PushFailureAsync(User(registry.Address), image));
        var failure = await PullFailureAsync(Nobody, image);
        Assert.StartsWith(
            $"Image '{image}' was not pulled: registry '{registry.Address}' does not let it be pulled without "
            + "credentials: ",
            failure,
            StringComparison.Ordinal);
        Assert.EndsWith(
            $"{words.Pull}. Correct the name, or get the right to pull it.", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsMissingIsSaid()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None, Fixture);
        var image = ImageReference.Parse($"{registry.Address}/{Name}/missing:7");

        var words = Absence(image);

        Assert.Equal(
            $"Image '{image}' was not pulled: registry '{registry.Address}' does not have it: {words.Pull}. "
            + "Correct the name, the tag or the platform.",
            await PullFailureAsync(Nobody, image));
        Assert.Equal(
            $"Image '{image}' was not pushed: it is not on the engine: {words.Push}. "
            + "Build it, or give it this name, first.",
            await PushFailureAsync(Nobody, image));
    }

    [Fact]
    public async Task ARepositoryThatTheRegistryDoesNotMakeByItselfIsSaid()
    {
        await using var registry = new ScriptedRegistry(Fixture);
        var image = await TagAsync(registry.Address);
        registry.Refuse(image.Path, "1", "404 Not Found", "NAME_UNKNOWN", "the repository does not exist here");

        Assert.Equal(
            $"Image '{image}' was not pushed: registry '{registry.Address}' does not have its repository: "
            + $"{FromRegistry("name unknown")}: the repository does not exist here. Create it there, or correct the "
            + "name.",
            await PushFailureAsync(Nobody, image));
    }

    [Fact]
    public async Task ARegistryThatNobodyAnswersForIsSaid()
    {
        var image = await TagAsync("127.0.0.1:9");
        var words = Silence(image, "dial tcp 127.0.0.1:9: connect: connection refused");

        Assert.Equal(
            $"Image '{image}' was not pushed: the engine cannot reach registry '127.0.0.1:9': {words.Push}. "
            + "Correct the name, or look whether the registry runs.",
            WithoutDigest(await PushFailureAsync(Nobody, image)));
        Assert.Equal(
            $"Image '{image}' was not pulled: the engine cannot reach registry '127.0.0.1:9': {words.Pull}. "
            + "Correct the name, or look whether the registry runs.",
            await PullFailureAsync(Nobody, image));
        Assert.Empty(Events.Notices);
    }

    [Fact]
    public async Task ACertificateThatTheEngineDoesNotTrustIsSaid()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.Tls, Fixture);
        var image = await TagAsync(registry.RoutableAddress);

        foreach (var failure in (string[])[
            await PushFailureAsync(Nobody, image),
            await PullFailureAsync(Nobody, image)
        ])
        {
            Assert.Contains(
                $": the engine does not trust the certificate of registry '{registry.RoutableAddress}': ",
                failure,
                StringComparison.Ordinal);
            Assert.EndsWith(
                "x509: certificate signed by unknown authority. Put the certificate of its authority on the engine's "
                + $"machine, as '/etc/docker/certs.d/{registry.RoutableAddress}/ca.crt'.",
                failure,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ARegistryWithoutTlsIsSaid()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None, Fixture);
        var image = await TagAsync(registry.RoutableAddress);

        Assert.Equal(
            $"Image '{image}' was not pushed: registry '{registry.RoutableAddress}' does not speak TLS: "
            + $"{Silence(image, "http: server gave HTTP response to HTTPS client", "https").Push}. "
            + "Give it a certificate, or add it to 'insecure-registries' of the engine's daemon.json.",
            WithoutDigest(await PushFailureAsync(Nobody, image)));
    }

    [Theory]
    [InlineData("503 Service Unavailable", "UNAVAILABLE", "down for maintenance")]
    [InlineData("429 Too Many Requests", "TOOMANYREQUESTS", "slow down")]
    public async Task WhatMayPassIsTriedAgain(string status, string code, string message)
    {
        await using var registry = new ScriptedRegistry(Fixture);
        var image = ImageReference.Parse($"{registry.Address}/{Name}:1");
        registry.Refuse(image.Path, "1", status, code, message);

        var failure = await PullFailureAsync(Nobody, image);

        Assert.StartsWith(
            $"Image '{image}' was not pulled: registry '{registry.Address}' failed again and again: ",
            failure,
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"Attempt 1 of 2 to pull '{image}' failed, the next one is in 0.0 s: ",
            Assert.Single(Events.Notices),
            StringComparison.Ordinal);
        Assert.True(registry.ManifestRequests >= 2);
    }

    [Fact]
    public async Task OfSeveralTagsTheMissingOneIsNamed()
    {
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None, Fixture);
        var image = await TagAsync(registry.Address);

        var error = await Assert.ThrowsAsync<ImagePushException>(() => PushAsync(Nobody, image, image.WithTag("2")));

        Assert.Equal((image.WithTag("2"), RegistryFailure.Missing), (error.Image, error.Failure));
        Assert.Equal(["1"], await registry.TagsAsync(image.Path));
    }
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class ImageTransferTestsOnTheMachinesVersion(MachineEngine fixture) : ImageTransferTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class ImageTransferTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : ImageTransferTests(fixture);
