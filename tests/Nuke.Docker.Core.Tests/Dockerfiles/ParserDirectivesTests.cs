using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Core.Tests.Dockerfiles;

/// <remarks>https://docs.docker.com/reference/dockerfile/#parser-directives</remarks>
public class ParserDirectivesTests
{
    [Fact]
    public void AllThreeAreReadWithTheirPlaces()
    {
        var directives = Parse("# syntax=docker/dockerfile:1\n#  CHECK = skip=all;error=true  \n# escape=`\nFROM a\n");

        Assert.Equal(new Word("docker/dockerfile:1", new(1, 10)), directives.Syntax);
        Assert.Equal(new Word("skip=all;error=true", new(2, 12)), directives.Check);
        Assert.Equal('`', directives.Escape);
    }

    [Theory]
    [InlineData("# a comment\n# escape=`\nFROM a\n")]
    [InlineData("\n# escape=`\nFROM a\n")]
    [InlineData("# unknown=1\n# escape=`\nFROM a\n")]
    [InlineData("FROM a\n# escape=`\n")]
    public void AnythingElseEndsThem(string text) => Assert.Equal('\\', Parse(text).Escape);

    [Fact]
    public void BelowAShebangTheSyntaxIsFoundButTheEscapeIsNot()
    {
        var directives = Parse("#!/usr/bin/env builder\n# syntax=x\n# escape=`\nFROM a\n");

        Assert.Equal(("x", '\\'), (directives.Syntax?.Text, directives.Escape));
    }

    static ParserDirectives Parse(string text) => Dockerfile.Parse(text, "Dockerfile").Directives;
}
