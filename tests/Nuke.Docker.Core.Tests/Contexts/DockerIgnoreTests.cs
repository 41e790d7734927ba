namespace Nuke.Docker.Contexts;

public sealed class DockerIgnoreTests
{
    /// <summary>From the tables that the matcher of docker and BuildKit is published with (moby/patternmatcher
    /// 0.6).</summary>
    public static TheoryData<string, string, bool> Published => new()
    {
        { "**", "dir/file", true },
        { "**/", "file", true },
        { "**/**", "dir/file", true },
        { "dir/**", "dir/dir2/file", true },
        { "**/dir", "dir", true },
        { "**/dir", "dir/file", true },
        { "**/dir2/*", "dir/dir2/file", true },
        { "**/dir2/**", "dir/dir2/dir3/file", true },
        { "**file", "dir/dir/file", true },
        { "**/file*.txt*", "dir/dir/file.txt", true },
        { "**/**/*.txt", "file.txt", true },
        { "**/**/*.txt2", "dir/dir/file.txt", false },
        { "a**/*.txt", "a/dir/dir/file.txt", true },
        { "a/*.txt", "a/dir/file.txt", false },
        { "a/*.txt**", "a/file.txt", true },
        { "a[b-d]e", "ae", false },
        { "a[b-d]e", "ace", true },
        { "a[b-d]e", "aae", false },
        { "a[^b-d]e", "aze", true },
        { ".*", ".foo", true },
        { ".*", "foo", false },
        { "abc.def", "abcZdef", false },
        { "abc?def", "abcZdef", true },
        { "abc?def", "abcdef", false },
        { "**/foo/bar", "dir/dir2/foo/bar", true },
        { "abc/**", "abc", false },
        { "abc/**", "abc/def/ghi", true },
        { "**/.foo", "bar.foo", false },
        { "a(b)c/def", "a(b)c/xyz", false },
        { "a.|)$(}+{bc", "a.|)$(}+{bc", true },
        { "dist/*.whl", "dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl", true },
        { "a*b*c*d*e*/f", "axbxcxdxexxx/f", true },
        { "a*b*c*d*e*/f", "axbxcxdxe/xxx/f", false },
        { "a*b?c*x", "abxbbxdbxebxczzx", true },
        { "a*b?c*x", "abxbbxdbxebxczzy", false },
        { "ab[^e-g]", "abc", true },
        { @"a\*b", "a*b", true },
        { @"a\*b", "ab", false },
        { "a?b", "a☺b", true },
        { "a???b", "a☺b", false },
        { "[a-ζ]*", "α", true },
        { "*[a-ζ]", "A", false },
        { "a*b", "a/b", false },
        { @"[\]a]", "]", true },
        { @"[x\-]", "-", true },
        { @"[x\-]", "z", false },
        { @"[\-x]", "a", false },
    };

    /// <summary>What follows from how the CLI goes about it; each row was tried with it.</summary>
    public static TheoryData<string, string, bool> Observed => new()
    {
        { "a?b", "a😀b", true },
        { "**.go", "cmd/main.go", true },
        { "**.go", "cmd/main.go.txt", false },
        { "/docs/", "docs/a", true },
        { "./x/../docs//a/.", "docs/a", true },
        { "../docs", "docs", false },
        { "docs\n!docs/README.md", "docs/README.md", false },
        { "docs/\n! /docs/README.md", "docs/README.md", false },
        { "docs/*\n!docs/README.md\n*.md", "docs/README.md", false },
        { "!b.go\n*.go", "b.go", true },
        { "a/b\n!a", "a/b", true },
        { "*\n/!a", "a", false },
        { "\uFEFF# comment\r\n  *.log \r\n", "a.log", true },
        { " # not a comment", "# not a comment", true },
        { "[[:digit:]]*", "7up", true },
        { @"v\d", "v8", true },
        { "[0-9]{4}", "2024", true },
        { "[0-9]{4}", "24", false },
        { "log|txt*", "logistics/a", true },
        { "[a*]", "a]", true },
        { "*.{js,ts}", "a.js", false },
    };

    public static TheoryData<string, string> Malformed => new()
    {
        { "[a-", "'[a-' has no closing bracket." },
        { "src/[a", "'src/[a' has no closing bracket." },
        { "[]a]", "'[]a]' has a ']' in its brackets where a character is due; escape it with a backslash." },
        { "[a-]", "'[a-]' has a ']' in its brackets where a character is due; escape it with a backslash." },
        { @"a\", @"'a\' ends with a backslash that escapes nothing." },
        { "!", "'!' excepts nothing; write the path behind it." },
        { "! /", "'!' excepts nothing; write the path behind it." },
        { "[c-a]", "'[c-a]' has the range 'c-a' in the wrong order." },
        { @"src\packages\*", @"'src\packages\*' has the escape '\p', which stands for nothing." },
        { "[[:number:]]", "'[[:number:]]' names the unknown class '[:number:]'." },
        { "*a{3,2}", "'*a{3,2}' has the repetition '{3,2}', which is out of order or over 1000." },
        { "*{2}", "'*{2}' repeats a repetition." },
        { "*|{2}", "'*|{2}' repeats what is not there." },
    };

    [Theory]
    [MemberData(nameof(Published))]
    [MemberData(nameof(Observed))]
    public void LastMatchingPatternDecides(string patterns, string path, bool isIgnored) =>
        Assert.Equal(isIgnored, DockerIgnore.Parse(patterns, ".dockerignore").Ignores(path));

    [Theory]
    [MemberData(nameof(Malformed))]
    public void MalformedPatternIsReportedWithFileAndLine(string pattern, string problem)
    {
        var exception =
            Assert.Throws<FormatException>(() => DockerIgnore.Parse($"# first\r\n\n{pattern}", "/repo/.dockerignore"));

        Assert.Equal($"/repo/.dockerignore:3: {problem}", exception.Message);
    }

    [Fact]
    public void PatternsThatDefeatBacktrackingAreMatchedAtOnce()
    {
        var rules = DockerIgnore.Parse(string.Concat(Enumerable.Repeat("**/a*", 30)) + "b", "");

        // Exponential time would not end before the build of this universe.
        Assert.False(rules.Ignores(string.Concat(Enumerable.Repeat("a/aaaa", 100))));
    }

    [Fact]
    public void MatchingAllocatesNothing()
    {
        var rules = DockerIgnore.Parse("*.log\n**/bin\n!**/keep*\nsrc/[a-z]?/**/*.cs", "");
        var notes = new bool[rules.Count];
        rules.Ignores("src/ab/deep/below/file.cs", [], notes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
            rules.Ignores("src/ab/deep/below/file.cs", [], notes);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
