using Nuke.Docker.Containers;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Ownership;
using Nuke.Docker.Testing;
using System.Text.Json.Nodes;

namespace Nuke.Docker.Engine.Tests.Containers;

public abstract class CommitTests(PrivateEngine fixture) : EngineTest(fixture)
{
    ContainerCommitSettings Settings => ContainerCommitSettings.Default.SetBaseImage("alpine").SetTags(Name);

    [Fact]
    public async Task WhatWasDoneInTheContainerIsInTheImage()
    {
        Context.Write("tree/sub/file", "content\n");
        Context.Write("tree/tool", "#!/bin/sh\necho tool says $1\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(Context.Path, "tree/tool"), (UnixFileMode)0b111_101_101);
        File.CreateSymbolicLink(Path.Combine(Context.Path, "tree/link"), "sub/file");

        var image = await ContainerCommit.RunAsync(Docker, Settings.SetTags(Name, $"{Name}:second")
            .SetCommand("cat", "/opt/new/tree/link"), async (container, stop) =>
        {
            await container.CopyInAsync(Path.Combine(Context.Path, "tree"), "/opt/new/tree", stop);
            await container.CopyInAsync(Path.Combine(Context.Path, "tree/sub/file"), "/etc/one-file", stop);
            var result = await container.RunAsync(["/opt/new/tree/tool", "hello"], stop);
            Assert.Equal("tool says hello", result.Output);
            await container.RunAsync(ExecSettings.Default.SetCommand("sh", "-c", "echo by $(id -u) >made")
                .SetWorkingDirectory("/tmp").SetUser("65534"), stop);
        }, Events, Stop);

        Assert.Equal([Name, $"{Name}:second"], image.Tags.Select(tag => tag.ToString()));
        Assert.Equal("content", await OutputOfAsync(Name));
        Assert.Equal("content\nby 65534", await OutputOfAsync($"{Name}:second", "cat", "/etc/one-file", "/tmp/made"));
        Assert.Equal(
            "755 0:0\n755 0:0", await OutputOfAsync(Name, "stat", "-c", "%a %u:%g", "/opt/new/tree/tool", "/opt/new"));
        Assert.Contains("tool says hello", Events.Output);
    }

    [Fact]
    public async Task ItIsTheImageThatADockerfileMakes()
    {
        var built = await BuildAsync("""
            FROM alpine
            LABEL purpose=practice
            ENV COLOUR=red PATH=/opt/bin:$PATH
            EXPOSE 8080 53/udp
            VOLUME /data
            USER 1000:1000
            WORKDIR /etc
            STOPSIGNAL SIGINT
            ENTRYPOINT ["/bin/echo", "entry"]
            CMD ["cmd"]

            """,
            settings => settings.SetBuilder(ImageBuilder.Classic)); // BuildKit says ArgsEscaped as well.
        var expected = await ConfigurationAsync(built.Id);
        var path = $"{expected["Env"]}".Split('"')
            .Single(variable => variable.StartsWith("PATH=", StringComparison.Ordinal))[5..];

        var image = await ContainerCommit.RunAsync(
            Docker,
            Settings
                .SetLabel("purpose", "practice").SetLabel("nuke.docker.image", Name)
                .SetEnvironmentVariable("COLOUR", "red").SetEnvironmentVariable("PATH", path)
                .AddExposedPorts("8080", "53/udp").AddVolumes("/data").SetUser("1000:1000").SetWorkingDirectory("/etc")
                .SetStopSignal("SIGINT")
                .SetEntrypoint("/bin/echo", "entry").SetCommand("cmd").SetAuthor("somebody").SetMessage("by hand"),
            (_, _) => Task.CompletedTask,
            Events,
            Stop);

        Assert.Equal($"{expected}", $"{await ConfigurationAsync(image.Id)}");
        var details = await Fixture.Client.GetAsync($"images/{Name}/json", Stop);
        Assert.Equal(("somebody", "by hand"), ($"{details["Author"]}", $"{details["Comment"]}"));
    }

    [Fact]
    public async Task NothingOfTheContainerThatKeptItAliveIsInTheImage()
    {
        var expected = await ConfigurationAsync("alpine");
        (expected["Labels"] as JsonObject
            ?? (JsonObject)(expected["Labels"] = new JsonObject()))["nuke.docker.image"] = Name;

        var image =
            await ContainerCommit.RunAsync(Docker, Settings.DisablePause(), (_, _) => Task.CompletedTask, Events, Stop);

        Assert.Equal($"{Sorted(expected)}", $"{await ConfigurationAsync(image.Id)}");
    }

    [Fact]
    public async Task TheImageBeforeIsNotLeftWithoutAName()
    {
        var first = await ContainerCommit.RunAsync(
            Docker, Settings, (container, stop) => container.RunAsync(["touch", "/one"], stop), Events, Stop);
        var second = await ContainerCommit.RunAsync(
            Docker, Settings, (container, stop) => container.RunAsync(["touch", "/two"], stop), Events, Stop);

        Assert.NotEqual(first.Id, second.Id);
        Assert.False(await IsOnEngineAsync(first.Id));
    }

    [Fact]
    public async Task WorkThatFailsMakesNoImage()
    {
        var error = await Assert.ThrowsAsync<ContainerCommandException>(() => ContainerCommit.RunAsync(
            Docker,
            Settings,
            (container, stop) => container.RunAsync(["sh", "-c", "echo lost; exit 3"], stop),
            Events,
            Stop));

        Assert.Matches(
            @"^The command 'sh -c echo lost; exit 3' in container 'nuke-docker\.\S+' of 'alpine' ended with exit code 3\.\n  lost$",
            error.Message);
        Assert.False(await IsOnEngineAsync(Name));
    }

    [Fact]
    public async Task ItsContainerIsFoundWithoutLabels()
    {
        await Assert.ThrowsAnyAsync<DockerException>(
            () => ContainerCommit.RunAsync(Docker, Settings, async (container, stop) =>
        {
            var listed = Assert.Single(await Fixture.Contents.ContainersAsync(stop));
            Assert.DoesNotContain("nuke.docker.run", listed.Labels);
            Assert.DoesNotContain("nuke.docker.owner", listed.Labels);
            Assert.Equal([container.Id], await OwnedResources.RemoveAsync(Docker, RunOwner.Current, stop));
        }, Events, Stop));

        Assert.Empty(await LeftoversAsync());
    }

    [Theory]
    [InlineData("relative", "/a", "'relative' is not an absolute path of this machine. (Parameter 'source')")]
    [InlineData("/nowhere/at/all", "/a", "'/nowhere/at/all' does not exist; nothing was copied to '/a'.")]
    [InlineData("/etc/hostname", "a", "'a' is not an absolute path below the container's root. (Parameter 'target')")]
    [InlineData("/etc/hostname", "/", "'/' is not an absolute path below the container's root. (Parameter 'target')")]
    public async Task AWrongPathIsTold(string source, string target, string message)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => ContainerCommit.RunAsync(
            Docker, Settings, (container, stop) => container.CopyInAsync(source, target, stop), Events, Stop));

        Assert.Equal(message, error.Message);
    }

    /// <summary>The configuration, without what means nothing: neither absent nor empty.</summary>
    async Task<JsonNode> ConfigurationAsync(string image) =>
        Sorted((await Fixture.Client.GetAsync($"images/{image}/json", Stop))["Config"]!);

    static JsonObject Sorted(JsonNode node) => new(
        from property in node.AsObject()
        where property.Key is not ("Hostname" or "Image")
        where property.Value is not (null or JsonArray { Count: 0 } or JsonObject { Count: 0 })
            && $"{property.Value}" is not ("" or "false")
        orderby property.Key
        select KeyValuePair.Create(
            property.Key,
            property.Value is JsonObject inner
                ? new JsonObject(
                    inner.OrderBy(pair => pair.Key)
                        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())))
                : property.Value!.DeepClone()));
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class CommitTestsOnTheMachinesVersion(MachineEngine fixture) : CommitTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class CommitTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : CommitTests(fixture);
