using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Docker.Tests.StandIns;

public sealed class UtilitiesTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    AbsolutePath Root => _directory.Path;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("a/b", "/root/a/b")]
    [InlineData("../c", "/c")]
    [InlineData("a//./b/../c/", "/root/a/c")]
    [InlineData("", "/root")]
    public void PathsAreJoinedAndNormalized(string right, string expected) =>
        Assert.Equal(expected, (AbsolutePath)"/root" / right);

    [Fact]
    public void RelativePathIsNoAbsolutePath()
    {
        var exception = Assert.Throws<ArgumentException>(() => (AbsolutePath)"a/b");

        Assert.Equal("Path 'a/b' must be rooted", exception.Message);
    }

    [Fact]
    public void PathsKnowTheirParts()
    {
        var path = (AbsolutePath)"/a/b.tar.gz";

        Assert.Equal("b.tar.gz", path.Name);
        Assert.Equal("b.tar", path.NameWithoutExtension);
        Assert.Equal(".gz", path.Extension);
        Assert.Equal("/a", path.Parent);
        Assert.Equal(path.Parent, path / ..);
        Assert.Null(((AbsolutePath)"/").Parent);
        Assert.Equal("a/b.tar.gz", ((AbsolutePath)"/").GetRelativePathTo(path).ToString());
        Assert.True(((AbsolutePath)"/a").Contains(path));
        Assert.False(((AbsolutePath)"/a/b").Contains(path));
    }

    [Fact]
    public void GlobsFindFilesBelow()
    {
        foreach (var name in new[] { "a.txt", "b/c.txt", "b/d/e.txt", "b/f.md" })
            (Root / name).WriteAllText(name);

        Assert.Equal(["a.txt"], Names("*.txt"));
        Assert.Equal(["a.txt", "b/c.txt", "b/d/e.txt"], Names("**/*.txt"));
        Assert.Equal(["b/c.txt", "b/f.md"], Names("b/?.*"));

        IEnumerable<string> Names(string pattern) =>
            Root.GlobFiles(pattern).Select(x => Root.GetUnixRelativePathTo(x).ToString());
    }

    [Fact]
    public void TextsEndInALineBreakUnlessTheyAreToldNotTo()
    {
        var file = Root / "sub" / "file";

        Assert.Equal("a\n", file.WriteAllText("a").ReadAllText());
        Assert.Equal("a", file.WriteAllText("a", eofLineBreak: false).ReadAllText());
        Assert.Equal(["a", "b"], file.WriteAllLines(["a", "b"]).ReadAllLines());
    }

    [Fact]
    public void CopiesMergeAsThePolicySays()
    {
        (Root / "from" / "a").WriteAllText("new");
        (Root / "from" / "b").WriteAllText("b");
        (Root / "to" / "a").WriteAllText("old");

        var exception = Assert.Throws<ArgumentException>(() => (Root / "from").Copy(Root / "to"));
        Assert.Equal("Policy disallows merging directories", exception.Message);

        (Root / "from").Copy(Root / "to", ExistsPolicy.MergeAndSkip, excludeFile: x => x.Name == "b");
        Assert.Equal("old\n", (Root / "to" / "a").ReadAllText());
        Assert.False((Root / "to" / "b").FileExists());

        (Root / "from").Move(Root / "to", ExistsPolicy.MergeAndOverwrite);
        Assert.Equal("new\n", (Root / "to" / "a").ReadAllText());
        Assert.False((Root / "from").DirectoryExists());
    }

    [Theory]
    [InlineData("DockerImages", "docker-images")]
    [InlineData("MyNuGetApiKey", "my-nuget-api-key")]
    [InlineData("Sha256Sum", "sha256sum")]
    [InlineData("APIKey", "apikey")]
    public void HumpsAreSplitAroundKnownWords(string name, string expected) =>
        Assert.Equal(expected, name.SplitCamelHumpsWithKnownWords().JoinDash().ToLowerInvariant());

    [Fact]
    public void ArgumentsAreQuotedWhereTheyNeedIt()
    {
        string[] seen = [];
        var path = (AbsolutePath)"/a b";
        using var process = ProcessTasks.StartProcess(
            "sh",
            $"-c {"printf '%s\\n' \"$@\""} sh {path} {"plain"} {"secret":r}",
            logInvocation: false,
            logger: (_, line) => seen = [.. seen, line]);
        process.AssertZeroExitCode();

        Assert.Equal(["/a b", "plain", "[REDACTED]"], seen);
        Assert.Equal(seen, process.Output.Select(x => x.Text));
    }

    [Fact]
    public void ExitCodeOfAToolIsAnErrorWithItsErrorOutput()
    {
        using var process =
            ProcessTasks.StartShell("echo out; echo bad >&2; exit 3", logInvocation: false, logOutput: false);

        var exception = Assert.Throws<ProcessException>(() => process.AssertZeroExitCode());

        Assert.Equal(3, exception.ExitCode);
        Assert.StartsWith("Process 'bash' exited with code 3.\n   > ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Error output:\n   bad\n", exception.Message, StringComparison.Ordinal);
    }
}
