namespace Nuke.Docker.Samples.Tests;

public sealed class DockerignoreTests(SampleEngine engine) : SampleTest(engine, "dockerignore", "alpine")
{
    const string Site = "site";
    const string Theirs = "dockerignore-by-docker";

    [Fact]
    public Task EitherBuilderMakesTheSame() => AssertEitherBuilderMakesAsync(["dockerignore"]);

    [Fact]
    public async Task TheImageHoldsWhatThePatternsLeave()
    {
        await BuildAsync();

        Assert.Equal(
            """
            ./.dockerignore
            ./Dockerfile
            ./docs/deep/reference.html
            ./docs/notes.txt
            ./docs/page.htm1
            ./index.html
            ./page.htm
            """,
            await OutputOfAsync("dockerignore"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("docs\n!docs/deep\n")]
    [InlineData("**/*.htm?\n!docs/page.htm1\n")]
    [InlineData("*\n!*.html\nabout.html\n")]
    public async Task TheImageHoldsWhatTheCommandLineWouldPutIntoIt(string morePatterns)
    {
        var rules = Sample.Repository.Read($"{Site}/.dockerignore");
        Sample.Repository.Write($"{Site}/.dockerignore", rules + morePatterns);

        await BuildAsync();
        await DockerAsync("build", "--tag", Theirs, ".");

        Assert.Equal(await OutputOfAsync(Theirs), await OutputOfAsync("dockerignore"));
        await DockerAsync("image", "rm", Theirs);
    }

    Task<string> DockerAsync(params string[] arguments) =>
        DockerCommandLine.RunAsync(Engine, Path.Combine(Sample.Repository.Path, Site), arguments);
}
