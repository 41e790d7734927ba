namespace Nuke.Docker.Samples.Tests;

public sealed class EntrypointCmdTests(SampleEngine engine) : SampleTest(engine, "entrypoint-cmd", "alpine")
{
    // The first columns of the table in the sample's README.
    static readonly (string Image, string Alone, string WithArguments)[] _table =
    [
        ("run-cmd", "from CMD", "arguments"),
        ("run-cmd-shell", "from CMD of a-shell", "arguments"),
        ("run-entrypoint", "from ENTRYPOINT", "from ENTRYPOINT echo arguments"),
        ("run-both", "ENTRYPOINT and CMD", "ENTRYPOINT echo arguments"),
        ("run-entrypoint-shell", "from ENTRYPOINT", "from ENTRYPOINT"),
    ];

    [Fact]
    public Task EitherBuilderMakesTheSame() => AssertEitherBuilderMakesAsync([.. _table.Select(row => row.Image)]);

    [Fact]
    public async Task EachFormRunsWhatItsDockerfileSays()
    {
        var result = await BuildAsync();

        Assert.Equal(
            _table.Select(row => $"{row.Image}: {row.Alone}").Order(), Written(result).Order());
        Assert.Contains(
            "run-both: ENTRYPOINT [\"echo\", \"ENTRYPOINT\"] CMD [\"and\", \"CMD\"], exit code 0",
            result.Text,
            StringComparison.Ordinal);
        Assert.Contains(
            "run-cmd-shell: CMD echo from CMD of $USER_OF_THIS, exit code 0", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ArgumentsReplaceTheCommandAndExtendTheEntryPoint()
    {
        var result = await BuildAsync("--run-image-arguments", "echo", "arguments");

        Assert.Equal(_table.Select(row => $"{row.Image}: {row.WithArguments}").Order(), Written(result).Order());
        Assert.Contains(
            "The arguments are ignored: the ENTRYPOINT of 'run-entrypoint-shell' is a whole command line of a shell.",
            result.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEntryPointReplacesBoth()
    {
        var result = await BuildAsync("--run-image-entrypoint", "printf", "--run-image-arguments", "other");

        Assert.Equal(_table.Select(row => $"{row.Image}: other").Order(), Written(result).Order());
    }

    [Fact]
    public async Task AnEntryPointAloneLeavesNothingOfTheCommand()
    {
        var result = await BuildAsync("--run-image-entrypoint", "hostname");

        var written = Written(result).ToList();
        Assert.Equal(_table.Select(row => row.Image).Order(), written.Select(line => line.Split(": ")[0]).Order());
        Assert.All(written, line => Assert.Matches("^[a-z-]+: [0-9a-f]{12}$", line));
    }

    /// <summary>What the containers have written, each line after the name of its image.</summary>
    static IEnumerable<string> Written(BuildResult result) =>
        from line in result.Lines.SkipWhile(line => line != "║ RunImage").TakeWhile(line => !line.StartsWith('─'))
        where line.Contains("run-", StringComparison.Ordinal) && line.Contains("│ ", StringComparison.Ordinal)
        let at = line.IndexOf("run-", StringComparison.Ordinal)
        select $"{line[at..].Split(' ')[0]}: {line.Split("│ ")[^1]}";
}
