using System.Diagnostics;
using System.Globalization;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>A build that is not wanted any more.</summary>
public abstract class CancellationTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
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
}

[Collection(nameof(MachineEngineCollection))]
public sealed class CancellationTestsOnTheMachinesVersion(MachineEngine fixture) : CancellationTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class CancellationTestsOnEngine26(Engine26 fixture) : CancellationTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class CancellationTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : CancellationTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class CancellationTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture) : CancellationTests(fixture);
