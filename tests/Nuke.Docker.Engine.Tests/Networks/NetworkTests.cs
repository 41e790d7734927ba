using Nuke.Docker.Containers;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Networks;
using Nuke.Docker.Ownership;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Networks;

public abstract class NetworkTests(PrivateEngine fixture) : EngineTest(fixture)
{
    [Fact]
    public async Task ContainersOfANetworkFindEachOtherByAlias()
    {
        await using var network = await CreateAsync();
        await using var server = await StartAsync(Serving("hello").SetName(Name).SetNetwork(network, "web", "www"));

        foreach (var name in (string[])["web", "www", Name])
            await ContainerRun.RunAsync(Docker, Shell($"wget -qO- http://{name}/").SetNetwork(network), Events, Stop);

        Assert.Equal(["hello", "hello", "hello"], Events.Output);
        Assert.Equal([network.Name], (await server.InspectAsync(Stop)).Networks.Keys);
        var listed = Assert.Single(await Fixture.Contents.NetworksAsync(Stop));
        Assert.Equal((network.Id, RunOwner.Current.RunId), (listed.Id, listed.Labels["nuke.docker.run"]));
    }

    [Fact]
    public async Task ARunningContainerJoinsASecondNetworkAndLeavesIt()
    {
        await using var first = await CreateAsync();
        await using var second = await CreateAsync(settings => settings.SetInternal(true));
        await using var server = await StartAsync(Serving("hello").SetNetwork(first, "web"));
        await using var client = await StartAsync(Shell("exec sleep 1000").SetNetwork(second));

        Assert.NotEqual(0, (await client.ExecAsync(["nslookup", "joined"], Stop)).ExitCode);
        await second.ConnectAsync(server, ["joined"], Stop);
        Assert.Equal(
            "hello", (await client.ExecAsync(["wget", "-qO-", "http://joined/"], Stop)).ThrowIfFailed().Output);
        Assert.Equal(
            new[] { first.Name, second.Name }.Order(), (await server.InspectAsync(Stop)).Networks.Keys.Order());
        await second.DisconnectAsync(server, Stop);
        Assert.Equal([first.Name], (await server.InspectAsync(Stop)).Networks.Keys);
    }

    [Fact]
    public async Task ANetworkThatOthersHaveJoinedIsRemovedToo()
    {
        await using var stranger = await StartAsync(Shell("exec sleep 1000"));
        await using (var network = await CreateAsync(settings => settings.SetName(Name)))
            await network.ConnectAsync(stranger, [], Stop);

        Assert.Empty(await Fixture.Contents.NetworksAsync(Stop));
        Assert.True((await stranger.InspectAsync(Stop)).IsRunning);
        Assert.Empty(Events.Warnings);
    }

    [Fact]
    public async Task WhatTheRunHasMadeIsFoundByItsLabels()
    {
        await using var network = await CreateAsync();
        await using var server = await StartAsync(Serving("hello").SetNetwork(network));

        Assert.Equal([server.Id], await OwnedResources.RemoveAsync(Docker, RunOwner.Current, Stop));

        Assert.Empty(await LeftoversAsync());
    }

    [Fact]
    public async Task AGroupStartsInOrderAndNamesAreResolved()
    {
        var group = ContainerGroupSettings.Default
            .Add("front", Shell("wget -qO- http://back/ && exec sleep 1000").WaitForLogLine("from"), "back")
            .Add("back", Shell(
                "wget -qO- http://store/ >/www && mkdir /w && mv /www /w/index.html && exec httpd -f -p 80 -h /w")
                .WaitForCommand("wget", "-qO-", "http://127.0.0.1/"), "store")
            .Add("store", Serving("from the store").AddNetworkAliases("storage"));
        await using (var running = await ContainerGroup.StartAsync(Docker, group, Events, Stop))
        {
            Assert.StartsWith("nuke-docker-", running.Network.Name, StringComparison.Ordinal);
            Assert.Equal(["front | from the store"], Events.Output);
            Assert.Equal(["back", "front", "store"], running.Containers.Keys.Order());
            Assert.Equal(
                "from the store", (await running["front"].ExecAsync(["wget", "-qO-", "http://storage/"], Stop)).Output);
            var error = Assert.Throws<ArgumentException>(() => running["shop"]);
            Assert.Equal(
                "'shop' is not in the group. It has 'back', 'front', 'store'. (Parameter 'name')", error.Message);
        }

        Assert.Empty(await LeftoversAsync());
    }

    [Fact]
    public async Task AGroupOfWhichOneFailsIsRemovedAsAWhole()
    {
        var group = ContainerGroupSettings.Default
            .Add("store", Serving("hello"))
            .Add("slow", Shell("exec sleep 1000").WaitForExit(), "store")
            .Add("front", Shell("echo lost; exit 3").WaitForLogLine("ready"), "store");

        var error = await Assert.ThrowsAsync<ContainerWaitException>(
            () => ContainerGroup.StartAsync(Docker, group, Events, Stop));

        Assert.Equal(
            "The container of 'alpine' ended with exit code 3 while it was waited for a line that matches 'ready'.\n"
            + "  lost", error.Message);
        Assert.Empty(await LeftoversAsync());
    }

    [Fact]
    public async Task ATakenNameIsToldInTheEnginesWords()
    {
        await using var network = await CreateAsync(settings => settings.SetName(Name));

        var error =
            await Assert.ThrowsAsync<EngineRequestException>(() => CreateAsync(settings => settings.SetName(Name)));

        Assert.Equal(
            $"The Docker Engine refused POST /networks/create with status 409: network with name {Name} already exists",
            error.Message);
    }

    static ContainerRunSettings Shell(string script) =>
        ContainerRunSettings.Default.SetImage("alpine").SetArguments("sh", "-c", script);

    static ContainerRunSettings Serving(string text) =>
        Shell($"mkdir /w; echo {text} >/w/index.html; exec httpd -f -p 80 -h /w")
            .WaitForCommand("wget", "-qO-", "http://127.0.0.1/");

    Task<ContainerNetwork> CreateAsync(Func<ContainerNetworkSettings, ContainerNetworkSettings>? configure = null) =>
        ContainerNetwork.CreateAsync(
            Docker, (configure ?? (settings => settings))(ContainerNetworkSettings.Default), Events, Stop);

    Task<RunningContainer> StartAsync(ContainerRunSettings settings) =>
        ContainerRun.StartAsync(Docker, settings, Events, Stop);
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class NetworkTestsOnTheMachinesVersion(MachineEngine fixture) : NetworkTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class NetworkTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : NetworkTests(fixture);
