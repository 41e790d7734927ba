using System.Text;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

public abstract class BuildKitBuildTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task FilesAndCommandsMakeAnImage()
    {
        Context.Write("src/größe 1.txt", "content\n");
        Context.Write("ignored.txt", "x");
        Context.Write(".dockerignore", "ignored.txt\n");

        var built = await SolveAsync("FROM alpine\nCOPY . /app\nRUN cat '/app/src/größe 1.txt' >/copy && echo done\n");

        Assert.Equal("content", await OutputOfAsync(Name, "cat", "/copy"));
        Assert.Equal(".dockerignore Dockerfile src", string.Join(' ', (await OutputOfAsync(Name, "ls", "-A", "/app")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.True(await IsOnEngineAsync(built.ImageId!));
        Assert.Equal(["done"], Events.Output);
        Assert.Equal(
            ["FROM docker.io/library/alpine", "COPY . /app", "RUN cat '/app/src/größe 1.txt' >/copy && echo done"],
            Events.Steps.OrderBy(step => step.Step.Number).Select(step => step.Step.Instruction.Split(":latest")[0]));
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class BuildKitBuildTestsOnTheMachinesVersion(MachineEngine fixture) : BuildKitBuildTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class BuildKitBuildTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : BuildKitBuildTests(fixture);
