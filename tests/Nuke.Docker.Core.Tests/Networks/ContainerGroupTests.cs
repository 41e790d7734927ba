using Nuke.Docker.Containers;
using Nuke.Docker.Networks;

namespace Nuke.Docker.Core.Tests.Networks;

public class ContainerGroupTests
{
    static readonly ContainerRunSettings _run = ContainerRunSettings.Default.SetImage("a");

    static readonly ContainerGroupSettings _empty = ContainerGroupSettings.Default;

    public static TheoryData<ContainerGroupSettings, string> Wrong => new()
    {
        { _empty, "it has no containers. Call Add." },
        { _empty.Add("a", _run).Add("a", _run), "there are 2 containers of the name 'a'." },
        {
            _empty.Add("a b", _run),
            "'a b' is no name that others can find a container by: letters, digits, '.', '_' and '-'."
        },
        { _empty.Add("a", _run, "b"), "'a' depends on 'b', which is not in the group." },
        { _empty.Add("a", _run.Detach()), "'a' is detached; a group is removed as a whole." },
        { _empty.Add("a", _run.SetNetwork("n")), "'a' is on the network 'n'; a group has one of its own." },
        { _empty.Add("a", ContainerRunSettings.Default), "of 'a', no image is set. Call SetImage." },
        {
            _empty.Add("a", _run).SetNetwork(_ => _.SetName("")),
            "of its network, the name '' is empty. Leave it null for one that no other run has."
        },
        {
            _empty.Add("a", _run, "b").Add("b", _run, "a").Add("c", _run, "b").Add("d", _run),
            "containers depend on each other in a circle: 'a', 'b'."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task AViolationIsTold(ContainerGroupSettings settings, string violation)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => ContainerGroup.StartAsync(null!, settings, null!, CancellationToken.None));

        Assert.Equal($"The group cannot be started: {violation}", error.Message);
    }

    [Fact]
    public void IndependentContainersStartTogetherAfterWhatTheyDependOn()
    {
        var group = _empty
            .Add("web", _run, "api", "log").Add("api", _run, "db").Add("log", _run, "db").Add("db", _run)
            .Add("mail", _run);

        Assert.Equal(
            ["db mail", "api log", "web"],
            ContainerGroupOrder.Waves(group).Select(wave => string.Join(' ', wave.Select(member => member.Name))));
    }
}
