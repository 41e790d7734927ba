using System.Net;
using Nuke.Docker.Core.Tests.BuildKit;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Builders;

namespace Nuke.Docker.Core.Tests.Images.Builders;

public sealed class FleetDialerTests : IAsyncDisposable
{
    readonly ScriptedBuilder _builder = new(onTcp: true);

    public ValueTask DisposeAsync() => _builder.DisposeAsync();

    [Fact]
    public async Task AHostWithSeveralAddressesIsABuilderAtEach() => Assert.Equal(
        [$"'{_builder.Endpoint}' (127.0.0.1)", $"'{_builder.Endpoint}' (127.0.0.2)"],
        await KeysAsync("127.0.0.1", "127.0.0.2", "::1", "127.0.0.2"));

    [Fact]
    public async Task AHostWithAnAddressOfEitherFamilyIsOneBuilder()
    {
        var (members, failures) = await DialAsync("127.0.0.1", "::1");

        // The system knows no such host, and so nobody answers there: but one is asked, not two.
        Assert.Empty(members);
        Assert.Equal(
            [
                $"No BuildKit answered at '{_builder.Endpoint}': the host name 'builders.example' is not known. "
                + "Start buildkitd or pass --docker-builder.",
            ],
            failures.Select(failure => failure.Message));
    }

    [Fact]
    public async Task ABuilderIsTakenForNoMoreThanItsAddressSays()
    {
        var (members, _) = await DialAsync("127.0.0.1", "127.0.0.2");
        using var first = members[0].Connection;
        using var second = members[1].Connection;

        Assert.Equal([Platform.Parse("linux/arm64")], members[0].Platforms);
        Assert.Empty(members[0].NativePlatforms);
        Assert.Equal(0, members[0].ActiveBuilds);
    }

    async Task<IEnumerable<string>> KeysAsync(params string[] addresses)
    {
        var (members, _) = await DialAsync(addresses);
        foreach (var member in members)
            member.Connection!.Dispose();
        return members.Select(member => member.Key);
    }

    Task<(IReadOnlyList<FleetMember> Members, IReadOnlyList<Nuke.Docker.Engine.DockerException> Failures)> DialAsync(
        params string[] addresses) => FleetDialer.DialAsync(
            [BuilderEndpoint.Parse($"linux/arm64={_builder.Endpoint}")],
            CancellationToken.None,
            (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray())).WaitAsync(GrpcPair.Patience);
}
