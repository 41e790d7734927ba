using System.Text;
using Nuke.Docker.Secrets;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Secrets;

public class BuildSecretTests
{
    [Fact]
    public async Task AValueIsMountedAsItIs() =>
        Assert.Equal("grün\n", await ReadAsync(BuildSecret.FromValue("a", "grün\n")));

    [Fact]
    public async Task AFileIsReadWhenItIsAskedFor()
    {
        using var directory = new TemporaryDirectory();
        var secret = BuildSecret.FromFile("a", Path.Combine(directory.Path, "token"));
        directory.Write("token", "swordfish1\n");

        Assert.Equal("swordfish1\n", await ReadAsync(secret));
        Assert.Equal($"'a' from the file '{directory.Path}/token'", secret.ToString());
    }

    [Fact]
    public async Task ACallbackIsAskedEachTime()
    {
        var calls = 0;
        var secret =
            BuildSecret.FromCallback("a", _ => Task.FromResult<ReadOnlyMemory<byte>>(new[] { (byte)('0' + ++calls) }));

        Assert.Equal(["1", "2"], [await ReadAsync(secret), await ReadAsync(secret)]);
    }

    [Fact]
    public async Task AMissingFileIsNamed()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "token");

        var error = await Assert.ThrowsAsync<BuildSecretException>(() => ReadAsync(BuildSecret.FromFile("a", path)));

        Assert.Equal(
            $"Secret 'a' cannot be read from the file '{path}': Could not find file '{path}'. Set it there, "
            + "or take the secret out of the settings.",
            error.Message);
        Assert.Equal("a", error.Id);
    }

    [Fact]
    public async Task AVariableThatIsNotSetIsNamed()
    {
        var error = await Assert.ThrowsAsync<BuildSecretException>(
            () => ReadAsync(BuildSecret.FromEnvironment("a", "NUKE_DOCKER_NOT_SET")));

        Assert.Equal(
            "Secret 'a' cannot be read from the environment variable NUKE_DOCKER_NOT_SET: it is not set. "
            + "Set it there, or take the secret out of the settings.",
            error.Message);
    }

    [Fact]
    public async Task AnEmptyValueIsNone()
    {
        var error = await Assert.ThrowsAsync<BuildSecretException>(
            () => ReadAsync(BuildSecret.FromValue("a", "", "the parameter Token")));

        Assert.Equal(
            "Secret 'a' cannot be read from the parameter Token: it is empty. Set it there, or take the "
            + "secret out of the settings.",
            error.Message);
    }

    [Fact]
    public async Task MoreThanBuildKitMountsIsRefused()
    {
        var error = await Assert.ThrowsAsync<BuildSecretException>(
            () => ReadAsync(BuildSecret.FromValue("a", new string('x', 512_001))));

        Assert.Equal(
            "Secret 'a' cannot be read from the settings: it has 512001 bytes, and BuildKit mounts 512000 at most. "
            + "Set it there, or take the secret out of the settings.",
            error.Message);
    }

    static async Task<string> ReadAsync(BuildSecret secret) =>
        Encoding.UTF8.GetString((await secret.ReadAsync(CancellationToken.None)).Span);
}
