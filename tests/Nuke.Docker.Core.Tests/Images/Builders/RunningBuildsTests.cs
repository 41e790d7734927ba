using Nuke.Docker.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Builders;

namespace Nuke.Docker.Core.Tests.Images.Builders;

public class RunningBuildsTests
{
    static readonly Platform _amd64 = Platform.Parse("linux/amd64");
    static readonly Platform _arm64 = Platform.Parse("linux/arm64");

    readonly RunningBuilds _builds = new();

    [Fact]
    public void TheLessBusyOneIsTaken() => Assert.Equal(
        "tcp://b:1", Take([Member("a", active: 3), Member("b", active: 1)]));

    [Fact]
    public void ANativeOneIsTakenHoweverBusyItIs() => Assert.Equal(
        "tcp://b:1", Take([Member("a", native: _arm64), Member("b", active: 9)]));

    [Fact]
    public void BuildsOfThisProcessCountAtOnce()
    {
        FleetMember[] members = [Member("a"), Member("b"), Member("c")];

        var taken = Enumerable.Range(0, 9).Select(_ => Take(members)).ToList();

        Assert.All(taken.GroupBy(address => address), group => Assert.Equal(3, group.Count()));
    }

    [Fact]
    public void WhatTheBuilderSaysAndWhatThisProcessKnowsAreNotAddedUp()
    {
        Take([Member("a")]);
        Take([Member("a")]);

        Assert.Equal("tcp://a:1", Take([Member("a", active: 2), Member("b", active: 3)]));
    }

    [Fact]
    public void ABuildThatHasEndedCountsNoMore()
    {
        var (_, lease) = _builds.Take([Member("a")], [_amd64], "/context");
        Take([Member("b")]);
        lease.Dispose();
        lease.Dispose();

        Assert.Equal("tcp://a:1", Take([Member("a"), Member("b")]));
    }

    [Fact]
    public void AContextGoesToTheSameIdleBuilderWhateverTheOrder()
    {
        FleetMember[] members = [Member("a"), Member("b"), Member("c")];
        var homes = Enumerable.Range(0, 60).Select(i => Home(members, i)).ToList();

        Assert.Equal(homes, Enumerable.Range(0, 60).Select(i => Home([.. members.Reverse()], i)));
        Assert.Equal(3, homes.Distinct().Count());
    }

    [Fact]
    public void ABuilderThatGoesMovesItsOwnContextsOnly()
    {
        FleetMember[] members = [Member("a"), Member("b"), Member("c")];

        Assert.All(
            Enumerable.Range(0, 60).Where(i => Home(members, i) != "tcp://c:1"),
            i => Assert.Equal(Home(members, i), Home(members[..2], i)));
    }

    // containerd's platforms package, "Normalization" and "OnlyStrict": arm64 is v8, arm is v7 and runs older ones.
    [Theory]
    [InlineData("linux/amd64", "linux/amd64", true)]
    [InlineData("linux/arm64", "linux/arm64/v8", true)]
    [InlineData("linux/arm64/v8", "linux/arm64", true)]
    [InlineData("linux/arm/v7", "linux/arm", true)]
    [InlineData("linux/arm/v7", "linux/arm/v6", true)]
    [InlineData("linux/arm/v6", "linux/arm/v7", false)]
    [InlineData("linux/amd64/v3", "linux/amd64", true)]
    [InlineData("linux/amd64", "linux/amd64/v3", false)]
    [InlineData("linux/arm64", "linux/arm", false)]
    [InlineData("windows/amd64", "linux/amd64", false)]
    public void APlatformCoversWhatRunsOnIt(string offered, string wanted, bool covers) =>
        Assert.Equal(covers, Platform.Parse(offered).Covers(Platform.Parse(wanted)));

    string Home(IReadOnlyList<FleetMember> members, int context)
    {
        var (member, lease) = _builds.Take(members, [_amd64], $"/repository/{context}");
        lease.Dispose();
        return member.Endpoint.Address;
    }

    string Take(IReadOnlyList<FleetMember> members) =>
        _builds.Take(members, [_amd64], "/context").Member.Endpoint.Address;

    static FleetMember Member(string host, int active = 0, Platform? native = null) => new(
        EngineEndpoint.Parse($"tcp://{host}:1"), [_amd64, _arm64], [native ?? _amd64], active, Connection: null);
}
