using System.Net.Sockets;
using System.Text;
using Nuke.Docker.Engine;
using Nuke.Docker.Git;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Builders;
using Nuke.Docker.Images.Leaks;
using Nuke.Docker.Secrets;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Images.Leaks;

public class SecretiveBuildTests
{
    [Fact]
    public async Task EverySecretIsReadOnceAndKnownBeforeAnythingIsSaid()
    {
        var calls = 0;
        var build = await BeginAsync(
            ImageBuildSettings.Default.AddSecret("vault", _ => Task.FromResult($"swordfish-{++calls}\n")));

        Assert.Equal("swordfish-1\n", Encoding.UTF8.GetString(build.Values["vault"].Span));
        Assert.Equal("the password is ***", build.Known.Redact("the password is swordfish-1"));
        Assert.Equal("the secret 'vault' from a callback of the build", build.Known.FindIn("swordfish-1")?.Name);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task BytesThatAreNoTextAreKnownInBase64()
    {
        byte[] key = [0xff, 0xfe, 0, 1, 2, 3, 4, 5, 6, 7];
        var build = await BeginAsync(ImageBuildSettings.Default.AddSecret(
            BuildSecret.FromCallback("key", _ => Task.FromResult<ReadOnlyMemory<byte>>(key))));

        Assert.Equal("***", build.Known.Redact(Convert.ToBase64String(key)));
        Assert.Equal(key, build.Values["key"].ToArray());
    }

    [Fact]
    public async Task CredentialsForBaseImagesAreKnown()
    {
        var build = await BeginAsync(ImageBuildSettings.Default);
        Assert.True(build.Known.IsEmpty);

        build.Add(new Dictionary<string, RegistryAuth>
        {
            ["registry.example"] = new() { Username = "me", Password = "swordfish-1" },
            ["ghcr.io"] = new() { IdentityToken = "identity-token-2" },
        });

        Assert.Equal("me *** ***", build.Known.Redact("me swordfish-1 identity-token-2"));
        Assert.Equal("the credentials for registry 'ghcr.io'", build.Known.FindIn("identity-token-2")?.Name);
    }

    [Fact]
    public async Task TheCredentialOfAGitSourceIsKnown()
    {
        var build = await BeginAsync(
            ImageBuildSettings.Default.SetContext(GitSource.Parse("https://me:swordfish-1@git.example/shop.git")));

        Assert.Equal("the git credential for 'https://git.example/shop.git'", build.Known.FindIn("swordfish-1")?.Name);
    }

    [Fact]
    public async Task ALaterSecretOfTheSameIdCounts()
    {
        var build = await BeginAsync(ImageBuildSettings.Default.AddSecret("a", "first").AddSecret("a", "second"));

        Assert.Equal("second", Encoding.UTF8.GetString(build.Values["a"].Span));
    }

    [Fact]
    public async Task AnAgentThatIsNotThereIsNamed()
    {
        var error = await Assert.ThrowsAsync<BuildSecretException>(
            () => BeginAsync(ImageBuildSettings.Default.AddSshAgent("deploy", "/nowhere/agent")));

        Assert.Equal(
            "The ssh agent 'deploy' cannot be reached: there is no socket '/nowhere/agent'. Start one with "
            + "'eval $(ssh-agent)' and give it keys with ssh-add, or name the socket of another.",
            error.Message);
    }

    [Fact]
    public void ABuilderThatForwardsNoAgentsRefusesThem()
    {
        var settings = ImageBuildSettings.Default.SetTags("shop").AddSshAgent();
        using var classic = ChosenBuilder.Classic(ClassicReason.Chosen("'shop'"));

        var error = Assert.Throws<BuildSecretException>(() => classic.CheckMounts(settings));

        Assert.Equal(
            "Image 'shop' cannot be built with the ssh agent 'default' at SSH_AUTH_SOCK: the engine's classic builder "
            + "cannot forward agents. Choose BuildKit with SetBuilder or --docker-builder, or take the agent out of "
            + "the settings.",
            error.Message);
    }

    [Fact]
    public async Task ALaterAgentOfTheSameIdCounts()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "agent");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();

        var build =
            await BeginAsync(ImageBuildSettings.Default.AddSshAgent("a", "/nowhere/agent").AddSshAgent("a", path));

        Assert.Equal(path, build.SshAgents["a"]);
    }

    static Task<SecretiveBuild> BeginAsync(ImageBuildSettings settings) =>
        SecretiveBuild.BeginAsync(settings, "'shop'", CancellationToken.None);
}
