using Nuke.Docker.Dockerfiles.Substitution;

namespace Nuke.Docker.Core.Tests.Dockerfiles;

/// <summary>
/// The rules of https://docs.docker.com/reference/dockerfile/#environment-replacement, row by row. That both builders
/// agree, the engine tests show.
/// </summary>
public class ExpanderTests
{
    static readonly Dictionary<string, string> _values = new()
    {
        ["v"] = "value", ["empty"] = "", ["path"] = "a/b/c.tar.gz", ["stars"] = "a*b?c", ["twice"] = "abab",
    };

    [Theory]
    [InlineData("$v-${v}", "value-value")]
    [InlineData("$vx$nothing.", ".")]
    [InlineData("$1x$@y$$z", "xyz")]
    [InlineData("$ $.", "$ $.")]
    [InlineData("${nothing:-d}${empty:-d}${v:-d}", "ddvalue")]
    [InlineData("${nothing-d}${empty-d}${v-d}", "dvalue")]
    [InlineData("${nothing:+a}${empty:+a}${v:+a}", "a")]
    [InlineData("${nothing+a}${empty+a}${v+a}", "aa")]
    [InlineData("${v:?m}${v?m}${empty?m}", "valuevalue")]
    [InlineData("${nothing:-${empty:-$v}}", "value")]
    [InlineData("${nothing:-a'$v'\"$v\"\\$v}", "a$vvalue$v")]
    public void VariablesAndTheirDefaults(string text, string expected) => Assert.Equal(expected, Expand(text));

    [Theory]
    [InlineData("${path#*/}", "b/c.tar.gz")]
    [InlineData("${path##*/}", "c.tar.gz")]
    [InlineData("${path%.*}", "a/b/c.tar")]
    [InlineData("${path%%.*}", "a/b/c")]
    [InlineData("${path/\\//-}", "a-b/c.tar.gz")]
    [InlineData("${path//\\//-}", "a-b-c.tar.gz")]
    [InlineData("${path//?.tar/}", "a/b/.gz")]
    [InlineData("${stars#a\\*}${stars%\\?c}", "b?ca*b")]
    [InlineData("${twice//*/x}${twice%b*}${twice#nope}", "xabaabab")]
    [InlineData("${nothing#a}${nothing/a/b}", "")]
    public void PatternsRemoveAndReplace(string text, string expected) => Assert.Equal(expected, Expand(text));

    [Theory]
    [InlineData("'$v \\x'", "$v \\x")]
    [InlineData("\"$v 'x' \\\" \\$v \\\\ \\x\"", "value 'x' \" $v \\ \\x")]
    [InlineData("a\\ b\\'\\$v\\\\\\n", "a b'$v\\n")]
    [InlineData("he'll'o", "hello")]
    [InlineData("end\\", "end")]
    [InlineData("\"a\"'b'c\"\"", "abc")]
    public void QuotesAndEscapes(string text, string expected) => Assert.Equal(expected, Expand(text));

    [Fact]
    public void TheEscapeDirectiveChangesTheEscapeCharacter() =>
        Assert.Equal("C:\\$v \\x", new Expander('`', _values.GetValueOrDefault).Expand("C:\\`$v \"\\x\"").Text);

    [Fact]
    public void UnsetVariablesAreNamed() =>
        Assert.Equal(["x", "z", "y"], new Expander('\\', _values.GetValueOrDefault).Expand("$x $v ${y:-${z}}").Unset);

    [Fact]
    public void BlanksSplitWordsUnlessProtected() =>
        Assert.Equal(["a", "b c", "d e", "f"], new Expander('\\', _ => "  f ").Expand("a 'b c'  d\\ e$x").Words);

    /// <summary>BuildKit drops the 80 here and exposes port 1: its lexer reuses the buffer of the word around the
    /// braces.</summary>
    [Fact]
    public void WordsKeepWhatStandsBeforeABracedDefault() =>
        Assert.Equal(["801"], new Expander('\\', _ => null).Expand("80${X:-1}").Words);

    static string Expand(string text) => new Expander('\\', _values.GetValueOrDefault).Expand(text).Text;
}
