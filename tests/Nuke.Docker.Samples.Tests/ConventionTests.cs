namespace Nuke.Docker.Samples.Tests;

/// <summary>What every sample has, so that none is half a sample.</summary>
public sealed class ConventionTests
{
    public static TheoryData<string> Samples() =>
        new(Directory.EnumerateDirectories(Sample.Root).Select(path => Path.GetFileName(path)!).Order());

    [Theory]
    [MemberData(nameof(Samples))]
    public void HasAReadmeABuildAndAMarkOfItsRoot(string sample)
    {
        string[] expected = ["README.md", "build.sh", "build/Build.cs", "build/_build.csproj", ".nuke/parameters.json"];

        Assert.Equal(expected, expected.Where(name => File.Exists(PathOf(sample, name))));
        Assert.StartsWith($"# {sample}\n", File.ReadAllText(PathOf(sample, "README.md")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void HasAClassOfTests(string sample)
    {
        var words = sample.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]);
        var name = $"{typeof(ConventionTests).Namespace}.{string.Concat(words)}Tests";

        Assert.True(
            typeof(ConventionTests).Assembly.GetType(name)?.IsSubclassOf(typeof(SampleTest)),
            $"Sample '{sample}' has no class '{name}' that derives from {nameof(SampleTest)}.");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void HasTheScriptOfTheFirstSample(string sample)
    {
        const UnixFileMode everybody = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var script = PathOf(sample, "build.sh");

        Assert.Equal(File.ReadAllText(PathOf("hello-go", "build.sh")), File.ReadAllText(script));
        Assert.True(OperatingSystem.IsWindows() || (File.GetUnixFileMode(script) & everybody) == everybody);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void IsInTheSolution(string sample) =>
        Assert.Contains(
            $@"""samples\{sample}\build\_build.csproj""",
            File.ReadAllText(Path.Combine(RepositoryRoot.Path, "Nuke.Docker.sln")),
            StringComparison.Ordinal);

    static string PathOf(string sample, string name) => Path.Combine(Sample.Root, sample, name);
}
