using Nuke.Docker.Tests.Builds.StandIns;

namespace Nuke.Docker.Tests.StandIns;

public class OutputTests
{
    [Fact]
    public async Task TerminalShowsBoxesWarningsTableAndOutcome()
    {
        var result = await BuildProcess.RunAsync<OrderBuild>("Last", "--skip", "First", "--no-logo");

        Assert.Equal(
            """

            ╬═══════════
            ║ Second
            ╬══

            [WRN] in Second

            ╬═════════
            ║ Last
            ╬══


            ╬══════════════════════
            ║ Errors & Warnings
            ╬═════════════

            [WRN] Second: in Second

            ═══════════════════════════════════════
            Target             Status      Duration
            ───────────────────────────────────────
            First              Skipped                // Skipped: via parameter
            Second             Succeeded     < 1sec
            Last               Succeeded     < 1sec   // Answer: 42, Invoked: 1
            ───────────────────────────────────────
            Total                            < 1sec
            ═══════════════════════════════════════

            Build succeeded on now. ＼（＾ᴗ＾）／
            """,
            result.Text);
    }

    [Fact]
    public async Task GitHubActionsGroupsTargetsAndAnnotates()
    {
        using var repository = new BuildRepository { Environment = { ["GITHUB_ACTIONS"] = "true" } };

        var result = await BuildProcess.RunAsync<OrderBuild>(repository, "Second", "--no-logo");

        Assert.Equal("::group::Second", result.Lines[0]);
        Assert.Equal("::warning::in Second", result.Lines[1]);
        Assert.EndsWith("] in Second", result.Lines[2], StringComparison.Ordinal);
        Assert.Equal("::endgroup::Second", result.Lines[3]);
        Assert.Contains("::group::Errors & Warnings", result.Lines);
        Assert.False(File.Exists(Path.Combine(repository.Path, ".nuke/temp/build.log")));
    }

    [Fact]
    public async Task OutputCanBeDisabled()
    {
        var result = await BuildProcess.RunAsync<QuietBuild>("--no-logo");

        Assert.Equal(["[INF] works"], result.RawLines);
    }

    [Fact]
    public async Task ToolsAreLoggedWithTheirInvocationAndOutput()
    {
        var result = await BuildProcess.RunAsync<ToolBuild>();

        Assert.Matches(@"^\[INF\] > \S+/dotnet --version$", result.Logged[0]);
        Assert.Matches(@"^\[DBG\] \d+\.\d+\.\d+", result.Logged[1]);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("Verbose", 2)]
    [InlineData("normal", 2)]
    [InlineData("Minimal", 1)]
    [InlineData("Quiet", 0)]
    public async Task VerbosityDecidesFromWhichLevelOnTheConsoleIsTold(string verbosity, int lines)
    {
        var result = await BuildProcess.RunAsync<OrderBuild>("Last", "--verbosity", verbosity);

        Assert.Equal(lines, result.Logged.Count(x => x.Contains("] in ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task LogFileHoldsEverythingWithItsTarget()
    {
        using var repository = new BuildRepository();

        await BuildProcess.RunAsync<OrderBuild>(repository, "Last", "--verbosity", "Quiet");

        var log = repository.Read(".nuke/temp/build.log");
        Assert.Contains(" | I | First                | in First\n", log, StringComparison.Ordinal);
        Assert.Contains(" | W | Second               | in Second\n", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpListsTargetsAndParameters()
    {
        var result = await BuildProcess.RunAsync<OrderBuild>("--help", "--no-logo");

        Assert.Equal(
            """
            Targets (with their direct dependencies):

              First
              Second
              Group                -> First
              Last (default)       -> First, Second, Group
                Ends it

            Parameters:

              --continue           Indicates to continue a previously failed build attempt.
              --help               Shows the help text for this build assembly.
              --host               Host for execution. Default is 'automatic'.
              --no-logo            Disables displaying the NUKE logo.
              --plan               Shows the execution plan (HTML).
              --profile            Defines the profiles to load.
              --root               Root directory during build execution.
              --skip               List of targets to be skipped. Empty list skips all
                                   dependencies.
              --target             List of targets to be invoked. Default is 'Last'.
              --verbosity          Logging verbosity during build execution. Default is
                                   'Normal'.

            """,
            result.Text);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task HelpShowsParametersByTheirDashedNames()
    {
        var result = await BuildProcess.RunAsync<ParameterBuild>("--help", "--no-logo");

        Assert.Contains(
            """
            Parameters:

              --day                <no description>
              --image-layers       Number of layers.
              --image-tag          Tag of the image.
              --level              How it is built.
              --my-nuget-api-key   <no description>
              --names              Some names.
              --numbers            Some numbers.
              --source             A file.
              --switch             <no description>

              --continue 
            """,
            result.Text,
            StringComparison.Ordinal);
    }

    /// <summary>The page is written; there is no desktop to open it.</summary>
    [Fact]
    public async Task PlanFailsWhereNothingOpensIt()
    {
        using var repository = new BuildRepository
        {
            Environment = { ["PATH"] = Path.GetDirectoryName(Environment.ProcessPath)! + ":/usr/bin" }
        };

        var result = await BuildProcess.RunAsync<TriggerBuild>(repository, "--plan");

        var plan = repository.Read(".nuke/temp/execution-plan.html");
        Assert.Contains("Prepare --> Announce", plan, StringComparison.Ordinal);
        Assert.Contains("Deploy ==> Announce", plan, StringComparison.Ordinal);
        Assert.Equal(255, result.ExitCode);
    }
}
