namespace Nuke.Docker.Samples.Tests;

public sealed class StagesTests(SampleEngine engine) : SampleTest(engine, "stages", "alpine")
{
    const string BuildText = "build: program.sh is 2 lines long\ntest: 2 and 3 are 5\nfinal: shipped";

    [Fact]
    public async Task EachStageAddsItsLineAndTheLastOneShowsThem()
    {
        var result = await BuildAsync("--docker-no-cache");

        Assert.Equal(
            BuildText.Split('\n'),
            result.Logged.Select(line => line.Split("│ ")[^1]).Where(BuildText.Split('\n').Contains));
        Assert.Equal(BuildText, await OutputOfAsync("stages"));
        Assert.Contains("stages-style:latest", await TagsAsync());
    }

    [Fact]
    public Task EitherBuilderMakesTheSame() => AssertEitherBuilderMakesAsync(["stages"]);

    [Fact]
    public async Task FailingTestStopsTheBuildAndNothingIsTagged()
    {
        Sample.Repository.Write("program.sh", "#!/bin/sh\necho \"$(($1 * $2))\"\n");

        var result = await Sample.BuildAsync("--docker-tag", "red");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Matches(
            @"^ImageBuildException: Image 'stages:red' stopped at step [0-9]/[0-9] of stage 'test', "
            + @"RUN result=\$\(sh test\.sh\) && echo ""test: \$result"" >>build\.txt: exit code 1\.",
            result.Summary("BuildRuntimeImage"));
        Assert.Contains("  2 and 3 are 6\n", result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("stages:red", await TagsAsync());
    }

    [Fact]
    public async Task FailingStageThatNothingIsCopiedFromStopsTheBuildToo()
    {
        Sample.Repository.Write("program.sh", "#!/bin/sh\n\techo \"$(($1 + $2))\"\n");

        var result = await Sample.BuildAsync("--docker-tag", "red");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Matches(
            @"^ImageBuildException: Image 'stages-style' stopped at step [0-9]/[0-9] of stage 'style', "
            + @"RUN sh style\.sh: exit code 1\.",
            result.Summary("BuildRuntimeImage"));
        Assert.DoesNotContain("stages:red", await TagsAsync());
    }

    async Task<IEnumerable<string>> TagsAsync() =>
        (await Engine.Contents.ImagesAsync(Stop)).SelectMany(image => image.Names);
}
