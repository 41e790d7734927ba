using Nuke.Docker.Containers;
using Nuke.Docker.Containers.Copying;

namespace Nuke.Docker.Core.Tests.Containers.Copying;

public class ArtifactSelectionTests
{
    /// <summary>Pattern, an entry below the directory that the pattern begins with, and where it goes; null: not at
    /// all.</summary>
    public static TheoryData<string, string, string?> Patterns => new()
    {
        { "/out/*", "app", "app" },
        { "/out/*", ".hidden", ".hidden" },
        { "/out/*", "lib/a.so", "lib/a.so" },
        { "/out/*.so", "a.so", "a.so" },
        { "/out/*.so", "a.so.1", null },
        { "/out/*.so", "lib/a.so", null },
        { "/out/*.so", "a.so/inner", "a.so/inner" },
        { "/out/*/bin", "x64/bin", "bin" },
        { "/out/*/bin", "x64/bin/app", "bin/app" },
        { "/out/*/bin", "x64/lib", null },
        { "/out/a[+-9]b", "a5b", "a5b" },
        { "/out/a[+-9]b", "a/b", null },
        { "/out/a[x-]b", "a-b", "a-b" },
        { "/out/app?", "app1", "app1" },
        { "/out/app?", "app", null },
        { "/out/app?", "app/x", null },
        { "/out/[ab]", "a", "a" },
        { "/out/[ab]", "c", null },
        { "/out/[a-c]", "b", "b" },
        { "/out/[!a]", "b", "b" },
        { "/out/[^a]", "a", null },
        { "/out/[]]", "]", "]" },
        { "/out/a[", "a[", "a[" },
        { "/out/a+(b)*", "a+(b)c", "a+(b)c" },
        { "/out/**", "lib/deep/a.so", "lib/deep/a.so" },
        { "/out/**/*.so", "a.so", "a.so" },
        { "/out/**/*.so", "lib/deep/a.so", "a.so" },
        { "/out/**/*.so", "lib/deep/a.txt", null },
        { "/out/*.so", "a.so\n", null },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void PatternSelects(string pattern, string entry, string? expected) =>
        Assert.Equal(expected, ArtifactSelection.Matching(pattern, destination: null).Select(Segments(entry))?.Path);

    [Fact]
    public void DestinationOfAPatternIsADirectory() =>
        Assert.Equal(
            ("lib/native/a.so/inner", "lib/native/a.so"),
            ArtifactSelection.Matching("/out/*.so", "./lib//native/").Select(["a.so", "inner"]));

    [Theory]
    [InlineData("/out", null, "", "out", "out")]
    [InlineData("/out", null, "a/b", "out/a/b", "out")]
    [InlineData("/out", "dist", "", "dist", "dist")]
    [InlineData("/out", "dist/web", "a", "dist/web/a", "dist/web")]
    [InlineData("/out/.", null, "a/b", "a/b", "a")]
    [InlineData("/out/.", "dist", "a/b", "dist/a/b", "dist")]
    public void WholePathIsRenamed(string source, string? destination, string entry, string path, string root) =>
        Assert.Equal(
            (path, root),
            ArtifactSelection.Whole("/out", new Artifact(source, destination)).Select(Segments(entry)));

    [Fact]
    public void DirectoryWhoseContentIsMeantIsNoArtifactItself() =>
        Assert.Null(ArtifactSelection.Whole("/out", new Artifact("/out/.")).Select([]));

    static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
