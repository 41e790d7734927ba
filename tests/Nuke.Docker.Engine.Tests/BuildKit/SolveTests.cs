using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Files, arguments and commands make an image.</summary>
public abstract class SolveTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task TheEnginesBuildKitIsFound()
    {
        using var connection = await ConnectAsync();

        Assert.Equal(HasContainerdStore, connection.Abilities.HasContainerdStore);
    }

    [Fact]
    public async Task FilesAndCommandsMakeAnImage()
    {
        Context.Write("src/größe 1.txt", "content\n");
        Context.Write("ignored.txt", "x");
        Context.Write(".dockerignore", "ignored.txt\n");

        var built = await SolveAsync("FROM alpine\nCOPY . /app\nRUN cat '/app/src/größe 1.txt' >/copy && echo done\n");

        Assert.Equal("content", await OutputOfAsync(Name, "cat", "/copy"));
        Assert.Equal(
            ".dockerignore,Dockerfile,src", await OutputOfAsync(Name, "sh", "-c", "cd /app; echo $(ls -A) | tr ' ' ,"));
        Assert.True(await IsOnEngineAsync(built.ImageId!));
        Assert.Equal(["done"], Events.Output);
        Assert.Equal(
            ["FROM alpine", "COPY . /app", "RUN cat '/app/src/größe 1.txt' >/copy && echo done"],
            built.Steps.OrderBy(step => step.Step.Number).Select(step => step.Step.Instruction));
    }

    [Fact]
    public async Task AFileInTheImageIsAsTheClassicBuilderMakesIt()
    {
        Context.Write("file", "x");
        const string Dockerfile = "FROM alpine\nCOPY file /file\nCOPY . /all\n";
        const string Show = "cd /; stat -c '%n %a %u %g %s %Y' file all/file all/Dockerfile";
        await SolveAsync(Dockerfile);
        var ours = await OutputOfAsync(Name, "sh", "-c", Show);

        await BuildAsync(Dockerfile, settings => settings.SetTags($"{Name}-classic"));

        Assert.Equal(await OutputOfAsync($"{Name}-classic", "sh", "-c", Show), ours);
        Assert.Contains(
            $" {BuildContextSettings.DefaultTimeStamp.ToUnixTimeSeconds()}", ours, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ArgumentsLabelsAndTargetsReachTheImage()
    {
        await SolveAsync(
            "FROM alpine AS first\nARG GREETING\nARG EMPTY=default\nRUN echo \"$GREETING,$EMPTY\" >/greeting\n"
            + "FROM alpine\nRUN false\n",
            settings => settings with
            {
                Target = "first",
                BuildArguments = new Dictionary<string, string?> { ["GREETING"] = "grüß \"dich\"", ["EMPTY"] = "" },
                Labels = new Dictionary<string, string> { ["who"] = "me & you" },
            });

        Assert.Equal("grüß \"dich\",", await OutputOfAsync(Name, "cat", "/greeting"));
        var image = Assert.Single(
            await Fixture.Contents.ImagesAsync(Stop), image => image.Names.Contains($"{Name}:latest"));
        Assert.Equal("me & you", image.Labels["who"]);
    }

    [Fact]
    public async Task FiftyBuildsRunSideBySide()
    {
        Context.Write("file", "x");
        Context.Write("Dockerfile", "FROM alpine\nARG NUMBER\nCOPY file /\nRUN echo $NUMBER >/done\n");

        // Names of their own: engines with the containerd store refuse to make one name twice at once.
        var builds = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => SolveAsync(settings => settings with
        {
            BuildArguments = new Dictionary<string, string?> { ["NUMBER"] = $"{i % 10}" },
            Outputs = [new BuildOutput.Image([$"{Name}:{i}"])],
        })));

        var images = await Fixture.Contents.ImagesAsync(Stop);
        foreach (var (i, build) in builds.Index())
            Assert.Contains($"{Name}:{i}", images.Single(image => image.Id == build.ImageId).Names);
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class SolveTestsOnTheMachinesVersion(MachineEngine fixture) : SolveTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class SolveTestsOnEngine26(Engine26 fixture) : SolveTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class SolveTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : SolveTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class SolveTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture) : SolveTests(fixture);
