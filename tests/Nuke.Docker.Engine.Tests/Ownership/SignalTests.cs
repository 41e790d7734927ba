using System.Diagnostics;
using System.Globalization;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Ownership;

public abstract class SignalTests(PrivateEngine fixture) : EngineTest(fixture)
{
    const string LongBuilder =
        "FROM alpine AS first\nRUN echo 1 >/app\nFROM alpine\nRUN echo 2 >/app\nRUN echo begun; sleep 1000\n";
    const string LongCommand = "echo begun; sleep 1000";

    readonly TemporaryDirectory _temporary = new();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task DuringABuildTheEngineIsCleanedAndTheProgramDiesOfTheSignal(string signal, int exitCode) =>
        Assert.Equal((exitCode, ""), await SignalAsync(Program.Run, LongBuilder, command: null, signal));

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task DuringACommandTheEngineIsCleanedAndTheProgramDiesOfTheSignal(string signal, int exitCode) =>
        Assert.Equal((exitCode, ""), await SignalAsync(Program.Run, "FROM alpine\n", LongCommand, signal));

    [Theory]
    [InlineData(Program.Group, "INT", 130)]
    [InlineData(Program.Group, "TERM", 143)]
    [InlineData(Program.Commit, "INT", 130)]
    [InlineData(Program.Commit, "TERM", 143)]
    public async Task ContainersAndTheirNetworkAreRemovedAndTheProgramDiesOfTheSignal(
        string mode, string signal, int exitCode) =>
        Assert.Equal((exitCode, ""), await SignalAsync(mode, "FROM alpine\n", command: null, signal));

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("KILL", 137)]
    public async Task ABuildWithBuildKitEndsOnTheEngineWithItsProgram(string signal, int exitCode)
    {
        var mark = $"1000{Random.Shared.Next(1000, 9999)}";
        Context.Write("Dockerfile", $"FROM alpine\nRUN echo begun; sleep {mark}\n");
        using var program = Start(Program.Build, Name);
        await program.WaitForAsync("begun");

        await program.SendAsync(signal);

        Assert.Equal((exitCode, ""), (program.ExitCode, await program.StandardError.ReadToEndAsync()));
        await StepProcesses.AssertEndAsync($"sleep\0{mark}");
        Assert.False(await IsOnEngineAsync(Name));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary.Path));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("KILL", 137)]
    public async Task FilesThatAreBeingWrittenAreWholeOrNotThere(string signal, int exitCode)
    {
        Context.Write("Dockerfile", "FROM alpine\nRUN truncate -s 300M /large\n");
        using var program = Start(Program.Export, Output.Path);
        while (Unfinished().All(file => file.Length == 0) && !program.HasExited)
            await Task.Delay(TimeSpan.FromMilliseconds(1));

        await program.SendAsync(signal);

        Assert.Equal((exitCode, ""), (program.ExitCode, await program.StandardError.ReadToEndAsync()));
        Assert.False(File.Exists(Path.Combine(Output.Path, "files.tar")));
        Assert.False(File.Exists(Path.Combine(Output.Path, "files", "large")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary.Path));
        Assert.Equal(signal == "KILL", Unfinished().Any());
        foreach (var file in Unfinished())
            file.LastWriteTimeUtc -= TimeSpan.FromMinutes(1);
        await ImageBuild.ExportAsync(
            Docker,
            Image("FROM scratch\nCOPY Dockerfile /large\n").SetBuilder(ImageBuilder.BuildKit),
            [
                new ImageOutput.Directory(Path.Combine(Output.Path, "files")),
                new ImageOutput.Tar(Path.Combine(Output.Path, "files.tar")),
            ],
            Events,
            Stop);
        Assert.Empty(Unfinished());
    }

    [Fact]
    public async Task AProgramThatHandlesTheSignalGoesOn() =>
        Assert.Equal((4, "cancelled"), await SignalAsync(Program.Handle, LongBuilder, command: null, "INT"));

    [Fact]
    public async Task AnExitWithoutDisposingLeavesNothing()
    {
        Pattern("FROM alpine\n");
        using var program = Start(Program.Leave, Name);

        await program.WaitForExitAsync();

        Assert.Equal(3, program.ExitCode);
        Assert.Empty(await LeftoversAsync());
    }

    [Fact]
    public async Task AProgramThatDiesOfAnExceptionLeavesNothing()
    {
        Pattern("FROM alpine\nWORKDIR /app\nRUN touch built\n", "FROM alpine\nCOPY built /\n");
        Context.Write("command", LongCommand);
        using var program = Start(Program.Die, Name);

        var error = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.StartsWith(
            "Unhandled exception. System.InvalidOperationException: begun", error, StringComparison.Ordinal);
        Assert.Equal(134, program.ExitCode);
        Assert.Empty(await LeftoversAsync());
    }

    [Fact]
    public async Task WhatAKilledProgramHasLeftGoesWithTheNextBuild()
    {
        using var killed = await StartCommandAsync();
        killed.Kill();
        await killed.WaitForExitAsync();
        Assert.Single(await LeftoversAsync());

        Assert.Equal(0, await RunAgainAsync());

        Assert.Empty(await LeftoversAsync());
    }

    [Fact]
    public async Task WhatAProgramUsesThatStillRunsIsLeftAlone()
    {
        using var running = await StartCommandAsync();

        Assert.Equal(0, await RunAgainAsync());

        Assert.False(running.HasExited);
        Assert.Single(await LeftoversAsync());
        using var terminate = Process.Start("kill", [running.Id.ToString(CultureInfo.InvariantCulture)]);
        await running.WaitForExitAsync();
    }

    /// <summary>Starts the program, and waits until the command of its pattern has begun.</summary>
    async Task<Process> StartCommandAsync()
    {
        Pattern("FROM alpine\nWORKDIR /app\nRUN touch built\n", "FROM alpine\nCOPY built /\n");
        Context.Write("command", LongCommand);
        var program = Start(Program.Run, Name);
        await program.WaitForAsync("begun");
        return program;
    }

    /// <summary>Runs the program to its end, with a command that has one.</summary>
    async Task<int> RunAgainAsync()
    {
        Context.Write("command", "true");
        using var program = Start(Program.Run, Name);
        await program.WaitForExitAsync();
        return program.ExitCode;
    }

    /// <summary>Starts the program, waits until the engine works for it, and sends the signal.</summary>
    /// <returns>The exit code, and what the program has written after the signal.</returns>
    async Task<(int ExitCode, string Output)> SignalAsync(string mode, string builder, string? command, string signal)
    {
        Pattern(builder);
        if (command is not null)
            Context.Write("command", command);
        using var program = Start(mode, Name);
        await program.WaitForAsync("begun");
        var watch = Stopwatch.StartNew();

        program.Signal(signal);
        var output = await program.StandardOutput.ReadToEndAsync();
        var error = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.InRange(watch.ElapsedMilliseconds, 0, 10_000);
        Assert.Empty(error);
        Assert.Empty(await LeftoversAsync());
        return (program.ExitCode, output.TrimEnd());
    }

    /// <summary>What is written aside.</summary>
    IEnumerable<FileInfo> Unfinished() =>
        new DirectoryInfo(Output.Path).EnumerateFiles("*.nuke-docker-*", SearchOption.AllDirectories);

    Process Start(string mode, string name) =>
        ProgramProcess.Start(_temporary.Path, mode, Fixture.Endpoint, Context.Path, name);
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class SignalTestsOnTheMachinesVersion(MachineEngine fixture) : SignalTests(fixture);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class SignalTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : SignalTests(fixture);
