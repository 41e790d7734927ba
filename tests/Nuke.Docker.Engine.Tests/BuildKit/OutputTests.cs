using System.Formats.Tar;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>What a build gives out beside images.</summary>
public abstract class OutputTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task AResultComesAsADirectory()
    {
        Context.Write("app", "built");
        var built = await SolveAsync(
            "FROM alpine AS build\nCOPY app /out/bin/app\nRUN chmod 750 /out/bin/app; ln -s bin/app /out/run; mkdir "
            + "/out/empty\nFROM scratch\nCOPY --from=build /out /\n",
            settings => settings with { Outputs = [new BuildOutput.Directory(Output.Path)] });

        Assert.Null(built.ImageId);
        Assert.Equal("built", await File.ReadAllTextAsync(Path.Combine(Output.Path, "bin", "app")));
        Assert.Equal((UnixFileMode)0b111_101_000, new FileInfo(Path.Combine(Output.Path, "bin", "app")).UnixFileMode);
        Assert.Equal("bin/app", new FileInfo(Path.Combine(Output.Path, "run")).LinkTarget);
        Assert.True(Directory.Exists(Path.Combine(Output.Path, "empty")));
        Assert.False(await IsOnEngineAsync(Name));
    }

    [Fact]
    public async Task AResultComesAsAnArchive()
    {
        Context.Write("app", "built");
        var archive = Path.Combine(Output.Path, "out.tar");
        await SolveAsync(
            "FROM scratch\nCOPY app /bin/\n",
            settings =>
                settings with { Outputs = [new BuildOutput.Archive(
                    _ => Task.FromResult<Stream>(File.Create(archive)))] });

        var names = new List<string>();
        await using var reader = new TarReader(File.OpenRead(archive));
        while (await reader.GetNextEntryAsync() is { } entry)
            names.Add(entry.Name);
        Assert.Equal(["bin/", "bin/app"], names);
    }

    [Fact]
    public async Task WhatWouldBeDroppedSilentlyIsRefused()
    {
        Task<BuildKitResult> BuildAsync() => SolveAsync(
            "FROM scratch\nCOPY Dockerfile /\n",
            settings =>
                settings with { Outputs = [new BuildOutput.Image([Name]), new BuildOutput.Directory(Output.Path)] });
        if (!IsNew)
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(BuildAsync);
            Assert.Equal(
                $"{Described} writes one output of several. Ask for one, or build on engine 26 or newer.",
                error.Message);
            return;
        }

        await BuildAsync();

        Assert.True(await IsOnEngineAsync(Name));
        Assert.True(File.Exists(Path.Combine(Output.Path, "Dockerfile")));
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class OutputTestsOnTheMachinesVersion(MachineEngine fixture) : OutputTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class OutputTestsOnEngine26(Engine26 fixture) : OutputTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class OutputTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : OutputTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class OutputTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture) : OutputTests(fixture);
