using System.Text.Json.Nodes;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Ownership;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Ownership;

public abstract partial class LabelSweepTests(PrivateEngine fixture) : EngineTest(fixture)
{
    string Label => $"purpose={Name}";

    LabelSweepSettings Settings => LabelSweepSettings.Default.AddLabels(Label);

    [Fact]
    public async Task WhatBearsTheLabelsIsListedWithSizeAndAge()
    {
        var image = await BuildLabelledAsync(Name);
        var container = await CreateAsync("alpine", Name, "sh", "-c", "head -c 100000 /dev/zero >/written");
        await Fixture.Client.SendJsonAsync(HttpMethod.Post, $"containers/{container}/start", body: null, Stop);
        await Fixture.Client.SendJsonAsync(HttpMethod.Post, $"containers/{container}/wait", body: null, Stop);
        // The engine answers before the end is in its list, but an inspection waits for that.
        await Fixture.Client.GetAsync($"containers/{container}/json", Stop);

        var found = await LabelSearch.RunAsync(Docker, [LabelFilter.Parse(Label), LabelFilter.Parse("purpose")], Stop);

        Assert.Equal(
            [(ResourceKind.Container, container, "exited"), (ResourceKind.Image, image.Id, null)],
            found.Select(one => (one.Kind, one.Id, one.State)));
        Assert.Equal($"image '{Name}:latest'", $"{found[1]}");
        // The store of containerd lists more than the image itself tells.
        Assert.Equal(await ListedSizeAsync(image.Id), found[1].SizeBytes);
        Assert.True(found[1].SizeBytes >= image.SizeBytes);
        Assert.InRange(found[0].SizeBytes, 100_000, 200_000);
        Assert.All(found, one =>
            Assert.InRange(DateTimeOffset.UtcNow - one.Created, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(10)));
        await LabelSweep.RunAsync(Docker, Settings, Stop);
    }

    [Fact]
    public async Task OnlyWhatBearsTheLabelGoesWithAllItsTags()
    {
        var other = await BuildLabelledAsync("other");
        await BuildAsync(
            $"FROM alpine\nLABEL {Label}\nRUN echo 1 >/a\n", settings => settings.SetTags(Name, $"{Name}:second"));
        await CreateAsync(Name, Name);

        var report = await LabelSweep.RunAsync(Docker, Settings, Stop);

        Assert.Equal([ResourceKind.Container, ResourceKind.Image], report.Removed.Select(one => one.Kind));
        Assert.Equal((0, false), (report.InUse.Count, report.IsDryRun));
        Assert.Equal(report.Removed.Sum(one => one.SizeBytes), report.SizeBytes);
        Assert.False(await IsOnEngineAsync(Name) || await IsOnEngineAsync($"{Name}:second"));
        Assert.True(await IsOnEngineAsync(other.Id) && await IsOnEngineAsync("alpine"));
    }

    [Fact]
    public async Task WhatIsInUseStaysAndIsTold()
    {
        await BuildLabelledAsync(Name);
        var user = await CreateAsync(Name, "somebody-else");
        var running = await CreateAsync("alpine", Name, "sleep", "1000");
        await Fixture.Client.SendJsonAsync(HttpMethod.Post, $"containers/{running}/start", body: null, Stop);

        var report = await LabelSweep.RunAsync(Docker, Settings, Stop);
        Assert.Empty(report.Removed);
        Assert.Equal([ResourceKind.Container, ResourceKind.Image], report.InUse.Select(one => one.Kind));
        Assert.True(await IsOnEngineAsync(Name));

        var error = await Assert.ThrowsAsync<ResourcesInUseException>(
            () => LabelSweep.RunAsync(Docker, Settings.EnableFailOnInUse(), Stop));
        Assert.Equal(
            $"In use, and therefore left: {report.InUse[0]}, image '{Name}:latest'. Stop or remove what uses them, or "
            + "sweep running containers too.",
            error.Message);

        report = await LabelSweep.RunAsync(Docker, Settings.EnableIncludeRunning(), Stop);
        Assert.Equal(running, Assert.Single(report.Removed).Id);
        await Docker.RemoveContainerAsync(user, Stop);
    }

    [Fact]
    public async Task ADryRunRemovesNothing()
    {
        await BuildLabelledAsync(Name);
        var container = await CreateAsync(Name, Name);

        var report = await LabelSweep.RunAsync(Docker, Settings.EnableDryRun(), Stop);

        Assert.True(report.IsDryRun);
        Assert.Equal(2, report.Removed.Count);
        Assert.True(await IsOnEngineAsync(Name));
        await Docker.RemoveContainerAsync(container, Stop);
    }

    [Fact]
    public async Task WithoutALabelNothingIsDone()
    {
        var sweep = await Assert.ThrowsAsync<ArgumentException>(
            () => LabelSweep.RunAsync(Docker, LabelSweepSettings.Default, Stop));
        Assert.Equal(
            "Nothing can be swept: no label is given, and without one everything would go. Call AddLabels.",
            sweep.Message);
        await Assert.ThrowsAsync<ArgumentException>(() => LabelSearch.RunAsync(Docker, [], Stop));
    }

    async Task<long> ListedSizeAsync(string image) =>
        (long)Assert.Single(await Fixture.Contents.ImagesAsync(Stop), one => one.Id == image).Json["Size"]!;

    Task<BuiltImage> BuildLabelledAsync(string purpose) =>
        BuildAsync($"FROM alpine\nLABEL purpose={purpose}\nRUN echo {Name} >/a\n", settings =>
            settings.SetTags(purpose));

    async Task<string> CreateAsync(string image, string purpose, params string[] command)
    {
        var request = new JsonObject
        {
            ["Image"] = image,
            ["Cmd"] = command.Length == 0 ? null : new JsonArray([.. command.Select(word => JsonValue.Create(word))]),
            ["Labels"] = new JsonObject { ["purpose"] = purpose },
        };
        return (string)(await Fixture.Client.SendJsonAsync(
            HttpMethod.Post, "containers/create", request, Stop))!["Id"]!;
    }
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class LabelSweepTestsOnTheMachinesVersion(MachineEngine fixture) : LabelSweepTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class LabelSweepTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : LabelSweepTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class LabelSweepTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : LabelSweepTests(fixture);
