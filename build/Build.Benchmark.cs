using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities;
using Nuke.Common.Utilities.Collections;
using Serilog;

partial class Build
{
    [Parameter("Which benchmarks are run, by a part of the scenario's name - Default is all")]
    readonly string? BenchmarkFilter;

    [Parameter("How many pairs of runs count for each scenario - Default is 5")]
    readonly int BenchmarkRuns = 5;

    [Parameter("The engine: a suite of Debian, with '+containerd' for the containerd store - Default is the machine's")]
    readonly string? BenchmarkEngine;

    [Parameter("The file that takes each single run, as JSON - Default is none")]
    readonly AbsolutePath? BenchmarkJson;

    /// <summary>Measures side by side with the docker CLI and curl. Nothing depends on the outcome: see
    /// docs/benchmarks.md.</summary>
    Target Benchmark => _ => _
        .Description("Measures side by side with the docker CLI")
        .Executes(() =>
        {
            var project = RootDirectory / "tests" / "Nuke.Docker.Benchmarks";
            string?[] options =
            [
                BenchmarkFilter,
                BenchmarkEngine is null ? null : $"--engine {BenchmarkEngine}",
                BenchmarkJson is null ? null : $"--json {BenchmarkJson.ToString().DoubleQuoteIfNeeded()}",
            ];
            var words = options.WhereNotNull();
            ArgumentStringHandler arguments =
                $"run --project {project} --configuration Release -- --runs {BenchmarkRuns} {string.Join(' ', words):nq}";
            ProcessTasks.StartProcess(
                DotNet,
                arguments,
                workingDirectory: RootDirectory,
                logger: (_, line) => Log.Information("{Line:l}", line)).AssertZeroExitCode();
        });
}
