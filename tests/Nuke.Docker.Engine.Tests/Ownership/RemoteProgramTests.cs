using System.Diagnostics;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Images;
using Nuke.Docker.Images;
using Nuke.Docker.Ownership;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Ownership;

/// <summary>Programs that build elsewhere, from an image that is lent, and that end before the build does.</summary>
[Collection(nameof(RemoteCollection))]
public sealed class RemoteProgramTests(RemoteBuilder builder) : RemoteBuildTest(builder, builder)
{
    const int Killed = 137;

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(130, "INT")]
    [InlineData(143, "TERM")]
    [InlineData(130, "INT", "INT")]
    [InlineData(Killed, "KILL")]
    public async Task ABuildElsewhereEndsThereWithItsProgram(int exitCode, params string[] signals)
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        var mark = $"1000{Random.Shared.Next(1000, 9999)}";
        using var program = await StartFromLentAsync(proxy, $"RUN echo begun; sleep {mark}\n");
        await program.WaitForAsync("begun");

        await program.SendAsync(signals);

        Assert.Equal((exitCode, ""), (program.ExitCode, await program.StandardError.ReadToEndAsync()));
        await StepProcesses.AssertEndAsync($"sleep\0{mark}");
        await AssertNothingStaysAsync(exitCode);
    }

    [Theory]
    [InlineData(130, "INT")]
    [InlineData(143, "TERM", "TERM")]
    [InlineData(Killed, "KILL")]
    public async Task AnImageThatIsOnItsWayDoesNotArriveWithoutItsProgram(int exitCode, params string[] signals)
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        proxy.FreezesAfterBytes = 5_000_000;
        using var program = await StartFromLentAsync(proxy, "RUN head -c 10000000 /dev/urandom >/large\n");
        await proxy.Frozen.WaitAsync(_patience);

        await program.SendAsync(signals);

        Assert.Equal((exitCode, ""), (program.ExitCode, await program.StandardError.ReadToEndAsync()));
        await AssertNothingStaysAsync(exitCode);
    }

    [Theory]
    [InlineData(false, "the disk is full")]
    [InlineData(true, "the file system is read-only")]
    public async Task AnImageThatCannotBeKeptForTheBuilderIsOneErrorWithThePlace(bool isReadOnly, string reason)
    {
        await using var proxy = BuilderProxy.OnTcp(Builder);
        await using var disk = await SmallDisk.MountAsync();
        if (isReadOnly)
            await disk.MakeReadOnlyAsync();
        using var program = await StartFromLentAsync(
            proxy, "RUN true\n", "RUN head -c 3000000 /dev/urandom >/large\n", disk.Path);

        var error = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.Equal(
            $"'{Name}-base', which is lent to the builder, cannot be kept in '{disk.Path}' until it is sent: {reason}. "
            + "Let TMPDIR name a directory with enough space.\n",
            error);
        Assert.Empty(disk.Entries);
        Assert.False(await IsOnEngineAsync(Name));
    }

    /// <summary>Starts the program, which builds elsewhere from an image that only the engine has.</summary>
    async Task<Process> StartFromLentAsync(
        BuilderProxy proxy, string instructions, string baseInstructions = "", string? temporary = null)
    {
        await BuildAsync(
            $"FROM alpine\nRUN echo {Name} >/name\n{baseInstructions}",
            settings => settings.SetTags($"{Name}-base").SetBuilder(ImageBuilder.BuildKit));
        return Start(proxy, instructions, temporary ?? Output.Path);
    }

    Process Start(BuilderProxy proxy, string instructions, string temporary)
    {
        Context.Write("Dockerfile", $"FROM {Name}-base\n{instructions}");
        return ProgramProcess.Start(
            temporary, Program.Build, Fixture.Endpoint, Context.Path, Name, proxy.Endpoint);
    }

    async Task AssertNothingStaysAsync(int exitCode)
    {
        Assert.False(await IsOnEngineAsync(Name));
        if (exitCode == Killed)
            await BuildAgainAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(Output.Path));
        const string OnItsWay = $$"""{"reference":["{{RunOwner.LoadedRepository}}"]}""";
        using var images = await Fixture.Client.SendAsync(
            HttpMethod.Get, $"images/json?filters={Uri.EscapeDataString(OnItsWay)}", content: null, Stop);
        Assert.Equal("[]", (await images.Content.ReadAsStringAsync(Stop)).Trim());
    }

    /// <summary>What a killed program has left goes with the next one, if it has not just begun to write it.</summary>
    async Task BuildAgainAsync()
    {
        var lent = Assert.Single(new DirectoryInfo(Output.Path).EnumerateDirectories("nuke-docker-lent-*"));
        Assert.Single(lent.EnumerateFiles("mark")).LastWriteTimeUtc -= TimeSpan.FromMinutes(1);
        await using var proxy = BuilderProxy.OnTcp(Builder);
        using var next = Start(proxy, "RUN true\n", Output.Path);
        await next.WaitForExitAsync();
        Assert.Equal((0, ""), (next.ExitCode, await next.StandardError.ReadToEndAsync()));
    }
}
