using System.Diagnostics;
using Nuke.Docker.Engine.Tests.Patterns;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>What BuildKit needs is loaded by those who use it, and by nobody else.</summary>
[Collection(nameof(MachineEngineCollection))]
public sealed class UnusedBuildKitTests(MachineEngine fixture) : EngineTest(fixture)
{
    [Fact]
    public async Task AProcessThatBuildsWithTheClassicBuilderLoadsNothingOfAspNet() =>
        Assert.Equal("\n", await LoadAsync("Classic"));

    [Fact]
    public async Task AProcessThatBuildsWithBuildKitLoadsKestrel() =>
        Assert.Contains(
            "Microsoft.AspNetCore.Server.Kestrel.Core", await LoadAsync("BuildKit"), StringComparison.Ordinal);

    async Task<string> LoadAsync(string builder)
    {
        Context.Write("Dockerfile", "FROM alpine\nCOPY . /\n");
        string[] arguments = [
            typeof(Ownership.Program).Assembly.Location,
            Ownership.Program.Load,
            Fixture.Endpoint,
            Context.Path,
            builder
        ];
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
