using System.Globalization;
using System.Text.RegularExpressions;
using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities.Collections;
using Serilog;

partial class Build
{
    /// <summary>
    /// What runs side by side: the engine tests often wait, and the others need the processors then. Those in one row
    /// run one after another: some compile builds, and two compilers would write the same files.
    /// </summary>
    static readonly string[][] _testProjects =
    [
        ["Nuke.Docker.Engine.Tests"],
        ["Nuke.Docker.Core.Tests", "Nuke.Docker.Tests", "Nuke.Docker.Samples.Tests"],
    ];

    static string DotNet =>
        Environment.GetEnvironmentVariable("DOTNET_EXE") ?? ToolPathResolver.GetPathExecutable("dotnet");

    [Parameter("Which tests are run, as 'dotnet test --filter' takes it - Default is all")]
    readonly string? TestFilter;

    /// <summary>Runs all tests, those that need engines included. The tests install what a bare machine
    /// lacks.</summary>
    Target Test => _ => _
        .Description("Runs all tests, unit and engine tests alike")
        .Executes(async () =>
        {
            var solution = RootDirectory / "Nuke.Docker.sln";
            Start($"build {solution} --nologo --verbosity quiet", "Compiler").AssertZeroExitCode();
            var rows = _testProjects.Select(row => Task.Run(() => row.Select(RunTests).ToList()));
            var totals = (await Task.WhenAll(rows)).SelectMany(row => row).ToList();
            var passed = totals.Sum(total => total.Passed);
            var failed = totals.Sum(total => total.Failed);
            var skipped = totals.Sum(total => total.Skipped);
            ReportSummary(summary => summary
                .AddPair("Passed", passed).AddPair("Failed", failed).AddPair("Skipped", skipped));

            // A line of its own, which machines read.
            Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
            var hasSucceeded = failed == 0 && totals.TrueForAll(total => total.ExitCode == 0);
            Assert.True(hasSucceeded, "Tests failed, or could not be run.");
            Assert.True(passed > 0, "No test was run.");
        });

    TestTotal RunTests(string project)
    {
        var directory = RootDirectory / "tests" / project;
        ArgumentStringHandler arguments = TestFilter is null
            ? $"test {directory} --no-build --nologo"
            : $"test {directory} --no-build --nologo --filter {TestFilter}";
        var process = Start(arguments, project);
        process.AssertWaitForExit();
        var total = process.Output
            .Select(line => TestRunnerTotal().Match(line.Text)).LastOrDefault(match => match.Success);
        return new TestTotal(
            process.ExitCode, Number(total, "passed"), Number(total, "failed"), Number(total, "skipped"));
    }

    /// <summary>Starts the SDK. Each line that it writes says what it is about, for two may write by turns.</summary>
    static IProcess Start(ArgumentStringHandler arguments, string subject) =>
        ProcessTasks.StartProcess(
            DotNet,
            arguments,
            workingDirectory: RootDirectory,
            logger: (_, line) =>
            {
                if (line.Length > 0)
                    Log.Information("{Subject:l} | {Line:l}", subject, line);
            });

    static int Number(Match? match, string group) =>
        match is null ? 0 : int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Failed:\s+(?<failed>\d+), Passed:\s+(?<passed>\d+), Skipped:\s+(?<skipped>\d+), Total:")]
    private static partial Regex TestRunnerTotal();

    sealed record TestTotal(int ExitCode, int Passed, int Failed, int Skipped);
}
