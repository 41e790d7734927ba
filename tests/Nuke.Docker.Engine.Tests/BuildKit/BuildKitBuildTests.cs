using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
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
        Assert.Equal(
            ".dockerignore,Dockerfile,src", await OutputOfAsync(Name, "sh", "-c", "cd /app; echo $(ls -A) | tr ' ' ,"));
        Assert.True(await IsOnEngineAsync(built.ImageId!));
        Assert.Equal(["done"], Events.Output);
        Assert.Equal(
            ["FROM docker.io/library/alpine", "COPY . /app", "RUN cat '/app/src/größe 1.txt' >/copy && echo done"],
            built.Steps.OrderBy(step => step.Step.Number).Select(step => step.Step.Instruction.Split(":latest")[0]));
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
    public async Task ASecretIsThereWhileTheStepRunsAndNowhereElse()
    {
        var value = $"geheim-{Name}";
        await SolveAsync(
            "FROM alpine\nRUN --mount=type=secret,id=token cp /run/secrets/token /seen && sha256sum /seen >/hash && rm /seen\n",
            settings => settings with
            {
                Secrets = new Dictionary<string, Nuke.Docker.BuildKit.Sessions.SecretSource>
                {
                    ["token"] = _ => ValueTask.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(value)),
                },
            });

        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(value)));
        Assert.Equal($"{hash}  /seen", await OutputOfAsync(Name, "cat", "/hash"));
        Assert.Equal(
            "absent",
            await OutputOfAsync(Name, "sh", "-c", "test -s /run/secrets/token && echo present || echo absent"));
        Assert.DoesNotContain(value, await ArchiveOfAsync(Name), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASecretThatWasNotGivenIsNamed()
    {
        var error = await Assert.ThrowsAsync<SolveException>(
            () => SolveAsync("FROM alpine\nRUN --mount=type=secret,id=token,required=true true\n"));

        Assert.Contains("token", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailingStepIsNamedWithItsExitCodeItsLineAndItsLastLines()
    {
        var error = await Assert.ThrowsAsync<SolveException>(() => SolveAsync(
            "FROM alpine AS base\n\nRUN echo fine\nRUN for i in $(seq 30); do echo line $i; done; \\\n  printf unfinished; exit 3\nRUN echo never\n"));

        Assert.Equal(3, error.ExitCode);
        Assert.StartsWith("BuildKit stopped at step 3/4, RUN for i in ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("exit 3: exit code 3.", error.Message, StringComparison.Ordinal);
        Assert.Equal([.. Enumerable.Range(12, 19).Select(i => $"line {i}"), "unfinished"], error.Output);
        if (SaysLines)
            Assert.Equal(new LineRange(4, 5), error.Lines);
    }

    [Fact]
    public async Task ADockerfileThatCannotBeReadIsNamedWithItsLine()
    {
        var error = await Assert.ThrowsAsync<SolveException>(() => SolveAsync("FROM alpine\n\nRNU echo\n"));

        Assert.Equal(3, error.Lines!.Value.First);
        Assert.Contains("unknown instruction: RNU", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledBuildEndsOnTheEngineToo()
    {
        using var cancel = new CancellationTokenSource();
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                cancel.Cancel();
        };
        var mark = $"1000{Random.Shared.Next(1000, 9999)}";

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SolveAsync($"FROM alpine\nRUN echo begun; sleep {mark}\n", cancellationToken: cancel.Token));

        var patience = Stopwatch.StartNew();
        while (IsRunning($"sleep\0{mark}") && patience.Elapsed < TimeSpan.FromSeconds(10))
            await Task.Yield();
        Assert.False(IsRunning($"sleep\0{mark}"));
        Assert.False(await IsOnEngineAsync(Name));
    }

    [Fact]
    public async Task AReporterThatThrowsEndsTheBuild()
    {
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                throw new InvalidOperationException("no more paper");
        };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => SolveAsync("FROM alpine\nRUN echo begun; sleep 1000\n"));

        Assert.Equal("no more paper", error.Message);
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

    [Fact]
    public async Task AResultComesAsADirectory()
    {
        Context.Write("app", "built");
        var built = await SolveAsync(
            "FROM alpine AS build\nCOPY app /out/bin/app\nRUN chmod 750 /out/bin/app; ln -s bin/app /out/run; mkdir /out/empty\nFROM scratch\nCOPY --from=build /out /\n",
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
    public async Task ArgumentsLabelsAndTargetsReachTheImage()
    {
        await SolveAsync(
            "FROM alpine AS first\nARG GREETING\nARG EMPTY=default\nRUN echo \"$GREETING,$EMPTY\" >/greeting\nFROM alpine\nRUN false\n",
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
        Context.Write("Dockerfile", "FROM alpine\nCOPY file /\nRUN echo 1 >/done\n");

        // Names of their own: engines with the containerd store refuse to make one name twice at once.
        var builds = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => SolveAsync(
            settings => settings with { Outputs = [new BuildOutput.Image([$"{Name}:{i}"])] })));

        Assert.Single(builds.Select(build => build.ImageId).Distinct());
    }

    /// <summary>Whether failures bear details: since engine 23.</summary>
    private protected abstract bool SaysLines { get; }

    static FileTransfer Largest(BuildKitResult result) =>
        result.Transfers.Where(transfer => transfer.Directory == "context").MaxBy(transfer => transfer.Entries)!;

    static bool IsRunning(string commandLine) => Directory.EnumerateDirectories("/proc")
        .Where(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out _))
        .Any(path => CommandLineOf(path).Contains(commandLine, StringComparison.Ordinal));

    static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return ""; // It has ended.
        }
    }

    /// <summary>Everything that the engine would hand out of an image: history, configuration and layers.</summary>
    async Task<string> ArchiveOfAsync(string image)
    {
        using var response = await Fixture.Client.SendAsync(HttpMethod.Get, $"images/{image}/get", content: null, Stop);
        return Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class BuildKitBuildTestsOnTheMachinesVersion(MachineEngine fixture) : BuildKitBuildTests(fixture)
{
    private protected override bool SaysLines => false;
}

[Collection(nameof(NewestEngineCollection))]
public sealed class BuildKitBuildTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : BuildKitBuildTests(fixture)
{
    private protected override bool SaysLines => true;
}

[Collection(nameof(ContainerdStoreCollection))]
public sealed class BuildKitBuildTestsWithTheContainerdStore(
    NewestEngineWithContainerdStore fixture) : BuildKitBuildTests(fixture)
{
    private protected override bool SaysLines => true;
}
