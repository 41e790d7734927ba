using System.Globalization;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>What is sent of a build context: what the build needs, and has not got yet.</summary>
public abstract class ContextSyncTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task ASecondBuildComesFromTheCacheAndSendsNothing()
    {
        Context.Write("file", "x");
        const string Dockerfile = "FROM alpine\nCOPY file /\nRUN cat /proc/sys/kernel/random/uuid >/id\n";
        var first = await SolveAsync(Dockerfile);

        var second = await SolveAsync(Dockerfile);

        Assert.Equal(first.ImageId, second.ImageId);
        Assert.All(second.Steps.Where(step => step.Step.Number > 1), step => Assert.True(step.Cached));
        Assert.Equal(new FileTransfer("context", 1, 0, 0), Largest(second));
    }

    [Fact]
    public async Task OneChangedFileOfTwoThousandIsSentAlone()
    {
        for (var i = 0; i < 2_000; i++)
            Context.Write($"src/{i % 40}/{i}.txt", i.ToString("D5", CultureInfo.InvariantCulture));
        const string Dockerfile = "FROM alpine\nCOPY src /src\nRUN cat /src/*/*.txt | wc -c >/bytes\n";
        var first = await SolveAsync(Dockerfile);
        Assert.Equal(new FileTransfer("context", 2_041, 2_000, 10_000), Largest(first));

        Context.Write("src/7/7.txt", "55555");
        var second = await SolveAsync(
            Dockerfile, settings => settings with { Outputs = [new BuildOutput.Image([$"{Name}-second"])] });

        Assert.Equal(new FileTransfer("context", 2_041, 1, 5), Largest(second));
        Assert.Equal("10000", await OutputOfAsync($"{Name}-second", "cat", "/bytes"));
        Assert.Equal("55555", await OutputOfAsync($"{Name}-second", "cat", "/src/7/7.txt"));
    }

    [Fact]
    public async Task OnlyWhatTheDockerfileNeedsIsListed()
    {
        Context.Write("needed/a", "a");
        Context.Write("needed/b", "b");
        Context.Write("other/c", "c");

        var built = await SolveAsync("FROM alpine\nCOPY needed/a /\n");

        Assert.Equal(new FileTransfer("context", 2, 1, 1), Largest(built));
    }

    [Fact]
    public async Task AFileThatVanishesEndsTheBuild()
    {
        var path = Context.Write("file", "x");
        var error = await Assert.ThrowsAsync<BuildContextException>(
            () => SolveAsync("FROM alpine\nCOPY file /\n", settings =>
        {
            File.Delete(path);
            return settings;
        }));

        Assert.StartsWith(
            $"File '{path}' was deleted while the build context was sent.", error.Message, StringComparison.Ordinal);
    }

    static FileTransfer Largest(BuildKitResult result) =>
        result.Transfers.Where(transfer => transfer.Directory == "context").MaxBy(transfer => transfer.Entries)!;
}

[Collection(nameof(MachineEngineCollection))]
public sealed class ContextSyncTestsOnTheMachinesVersion(MachineEngine fixture) : ContextSyncTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class ContextSyncTestsOnEngine26(Engine26 fixture) : ContextSyncTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class ContextSyncTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : ContextSyncTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class ContextSyncTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : ContextSyncTests(fixture);
