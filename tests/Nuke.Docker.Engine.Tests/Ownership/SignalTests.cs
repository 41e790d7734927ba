using System.Diagnostics;
using System.Globalization;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Ownership;

public abstract class SignalTests(PrivateEngine fixture) : EngineTest(fixture)
{
    const string LongBuilder = "FROM alpine AS first\nRUN echo 1 >/app\nFROM alpine\nRUN echo 2 >/app\nRUN echo begun; sleep 1000\n";
    const string LongCommand = "echo begun; sleep 1000";

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
    public async Task ContainersAndTheirNetworkAreRemovedAndTheProgramDiesOfTheSignal(string mode, string signal, int exitCode) =>
        Assert.Equal((exitCode, ""), await SignalAsync(mode, "FROM alpine\n", command: null, signal));

    [Fact]
    public async Task AProgramThatHandlesTheSignalGoesOn() =>
        Assert.Equal((4, "cancelled"), await SignalAsync(Program.Handle, LongBuilder, command: null, "INT"));

    [Fact]
    public async Task AnExitWithoutDisposingLeavesNothing()
    {
        Pattern("FROM alpine\n");
        using var program = Start(Program.Leave);

        await program.WaitForExitAsync();

        Assert.Equal(3, program.ExitCode);
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
        var program = Start(Program.Run);
        for (var line = ""; line != "begun"; line = await program.StandardOutput.ReadLineAsync())
            Assert.NotNull(line);
        return program;
    }

    /// <summary>Runs the program to its end, with a command that has one.</summary>
    async Task<int> RunAgainAsync()
    {
        Context.Write("command", "true");
        using var program = Start(Program.Run);
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
        using var program = Start(mode);
        for (var line = ""; line != "begun"; line = await program.StandardOutput.ReadLineAsync())
            Assert.NotNull(line);
        var watch = Stopwatch.StartNew();

        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {program.Id}")]);
        var output = await program.StandardOutput.ReadToEndAsync();
        var error = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.InRange(watch.ElapsedMilliseconds, 0, 10_000);
        Assert.Empty(error);
        Assert.Empty(await LeftoversAsync());
        return (program.ExitCode, output.TrimEnd());
    }

    Process Start(string mode)
    {
        // A shell without job control lets its children ignore these, and would so decide what is tested.
        var start = new ProcessStartInfo(
            "env", ["--default-signal=INT,QUIT,HUP,TERM", "dotnet", typeof(Program).Assembly.Location, mode, Fixture.Endpoint, Context.Path, Name])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class SignalTestsOnTheMachinesVersion(MachineEngine fixture) : SignalTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class SignalTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : SignalTests(fixture);
