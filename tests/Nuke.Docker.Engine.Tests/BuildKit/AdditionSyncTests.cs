using System.Text;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>What a pattern adds to a context is fetched like a file of the directory: once, and anew when it has
/// changed.</summary>
public abstract class AdditionSyncTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    const string Dockerfile = "FROM alpine\nCOPY bin /bin-of-app/\nRUN cat /bin-of-app/* >/all\n";

    [Fact]
    public async Task AnUnchangedAdditionIsNotSentAgainAndAChangedOneOfTheSameSizeIs()
    {
        Context.Write("bin/app", "stale");
        Context.Write("bin/config", "x");
        var first = await SolveAsync(Dockerfile, WithoutImage("one"));
        var unchanged = await SolveAsync(Dockerfile, WithoutImage("one"));
        var changed = await SolveAsync(Dockerfile, Adding("two"));

        Assert.Equal(new FileTransfer("context", 3, 2, 4), Largest(first));
        Assert.Equal(new FileTransfer("context", 3, 0, 0), Largest(unchanged));
        Assert.Equal(new FileTransfer("context", 3, 1, 3), Largest(changed));
        Assert.Equal("twox", await OutputOfAsync(Name, "cat", "/all"));
    }

    [Fact]
    public async Task WhatTheSameDirectoryIsBuiltToWithoutTheAdditionDoesNotCostIt()
    {
        Context.Write("bin/config", "x");
        await SolveAsync(Dockerfile, WithoutImage("one"));
        await SolveAsync(Dockerfile);
        var again = await SolveAsync(Dockerfile, WithoutImage("one"));

        Assert.Equal(new FileTransfer("context", 3, 0, 0), Largest(again));
    }

    [Fact]
    public async Task AnAdditionThatTheMemoryDoesNotHoldIsSentToo()
    {
        var large = new string('x', 17 << 20);

        await SolveAsync("FROM alpine\nCOPY bin/app /\nRUN wc -c </app >/size\n", Adding(large));

        Assert.Equal($"{large.Length}", await OutputOfAsync(Name, "cat", "/size"));
    }

    [Fact]
    public async Task AnIgnoreFileIsNotHeldAgainstIt()
    {
        Context.Write(".dockerignore", "bin\n");
        Context.Write("bin/config", "x");

        await SolveAsync(Dockerfile, Adding("one"));

        Assert.Equal("one", await OutputOfAsync(Name, "cat", "/all"));
    }

    static Func<BuildKitSettings, BuildKitSettings> Adding(string content) => settings =>
        settings with { Context = settings.Context!.With([new Addition("bin/app", content)]) };

    static Func<BuildKitSettings, BuildKitSettings> WithoutImage(string content) =>
        settings => Adding(content)(settings) with { Outputs = [] };

    static FileTransfer Largest(BuildKitResult result) =>
        result.Transfers.Where(transfer => transfer.Directory == "context").MaxBy(transfer => transfer.Entries)!;

    sealed class Addition(string path, string content) : ContextAddition
    {
        public override IReadOnlyList<string> Paths => [path];

        public override async Task WriteToAsync(TarWriter writer, CancellationToken cancellationToken)
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            await writer.WriteFileAsync(
                path, UnixFileMode.UserRead, bytes.Length, new MemoryStream(bytes), cancellationToken);
        }
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class AdditionSyncTestsOnTheMachinesVersion(MachineEngine fixture) : AdditionSyncTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class AdditionSyncTestsOnEngine26(Engine26 fixture) : AdditionSyncTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class AdditionSyncTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : AdditionSyncTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class AdditionSyncTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : AdditionSyncTests(fixture);
