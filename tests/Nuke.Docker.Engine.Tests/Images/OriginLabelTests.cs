using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>What an image was made from, in its labels.</summary>
public abstract class OriginLabelTests(PrivateEngine fixture) : GitTest(fixture)
{
    [Fact]
    public async Task ACommitChangesTheLabelsAndNoLayer()
    {
        var tree = await WorkTreeAsync("FROM alpine\nRUN cat /proc/sys/kernel/random/uuid >/id\n");
        var built = await RunAsync(Settings.SetContextDirectory(tree).EnableOriginLabels());
        var id = await OutputOfAsync(Name, "cat", "/id");
        Assert.Equal(built.Id, (await RunAsync(Settings.SetContextDirectory(tree).EnableOriginLabels())).Id);

        var commit = await Repository.CommitAsync();
        var labelled = await RunAsync(Settings.SetContextDirectory(tree).EnableOriginLabels());

        Assert.NotEqual(built.Id, labelled.Id);
        Assert.Equal(id, await OutputOfAsync(Name, "cat", "/id"));
        Assert.Equal(commit, (await LabelsAsync())[Revision]);
    }

    [Fact]
    public async Task OwnLabelsWin()
    {
        var tree = await WorkTreeAsync($"FROM alpine\nLABEL {Revision}=ours\n");

        await RunAsync(Settings.SetContextDirectory(tree).EnableOriginLabels()
            .SetLabel("org.opencontainers.image.ref.name", "theirs"));

        var labels = await LabelsAsync();
        Assert.Equal(("ours", "theirs"), (labels[Revision], labels["org.opencontainers.image.ref.name"]));
        Assert.Equal("2024-05-06T05:08:09Z", labels["org.opencontainers.image.created"]);
    }

    [Fact]
    public async Task OnlyWhatAPatternShipsIsLabelled()
    {
        var tree = await WorkTreeAsync(
            "FROM alpine\n",
            ("Dockerfile-builder", "FROM alpine\nWORKDIR /app\nRUN echo 1 >built\n"),
            ("Dockerfile-runtime", "FROM alpine\nCOPY built /\n"));
        var pattern = BuilderPattern.From(tree).Named(Name);

        await RunAsync(pattern);

        Assert.DoesNotContain(Revision, (await LabelsAsync($"{Name}-builder")).Keys);
        Assert.Contains(Revision, (await LabelsAsync()).Keys);

        await RunAsync(pattern.Runtime(settings => settings.DisableOriginLabels()));
        Assert.DoesNotContain(Revision, (await LabelsAsync()).Keys);
    }

    [Fact]
    public async Task APinInTheBuilderIsWhatTheShippedImageIsMadeFrom()
    {
        var commit = await Repository.CommitAsync(("file", "1"));
        var pattern =
            Pattern("FROM alpine\nARG COMMIT\nWORKDIR /app\nRUN echo $COMMIT >built\n", "FROM alpine\nCOPY built /\n");

        await RunAsync(pattern.Builder("Dockerfile-builder", settings => settings.PinGit("COMMIT", Repository.Url)));

        Assert.Equal((commit, Repository.Url), ((await LabelsAsync())[Revision], (await LabelsAsync())[Source]));
    }

    async Task<string> WorkTreeAsync(string dockerfile, params (string Name, string Text)[] files)
    {
        await Repository.CommitAsync([("Dockerfile", dockerfile), .. files]);
        return (await Repository.GitAsync("rev-parse", "--show-toplevel")).Trim();
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class OriginLabelTestsOnTheMachinesVersion(MachineEngine fixture) : OriginLabelTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class OriginLabelTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : OriginLabelTests(fixture);
