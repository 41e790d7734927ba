using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Core.Tests.Dockerfiles;

/// <remarks>https://docs.docker.com/reference/dockerfile/#here-documents</remarks>
public class HeredocTests
{
    const string Text = """
        FROM scratch
        ENV v=1
        COPY plain.txt <<plain <<"quoted" <<-tabs /x/
        $v "q" \$v ${v:-"k"}
        plain
        $v
        quoted
        	$v
        		tabs
        RUN 3<<EOF cat
        $v
        EOF
        """;

    [Fact]
    public void InlineFilesAreExpandedUnlessTheirDelimiterIsQuoted()
    {
        var copy = Resolve<Instruction.Copy>();

        Assert.Equal(
            [("plain", "1 \"q\" $v 1\n"), ("quoted", "$v\n"), ("tabs", "1\n")],
            copy.InlineFiles.Select(file => (file.Name, file.Content)));
        Assert.Equal(["plain.txt"], copy.Sources.Select(source => source.Text));
        Assert.Equal("/x/", copy.Destination.Text);
    }

    [Fact]
    public void ScriptsAreTheShellsToExpand()
    {
        var script = Assert.Single(Resolve<Instruction.Run>().Written.Heredocs);

        Assert.Equal(("EOF", "$v\n", 3), (script.Name, script.Content, script.FileDescriptor));
    }

    [Theory]
    [InlineData("RUN echo '<<EOF'")]
    [InlineData("RUN echo it's <<EOF")]
    [InlineData("RUN [\"<<EOF\"]")]
    [InlineData("RUN cat <<<EOF")]
    [InlineData("LABEL a=<<EOF")]
    public void WhatIsQuotedOrElsewhereIsNone(string instruction)
    {
        var file = Dockerfile.Parse($"FROM a\n{instruction}\nUSER x\n", "Dockerfile");

        Assert.Empty(file.Stages[0].Instructions[0].Written.Heredocs);
        Assert.IsType<Instruction.User>(file.Stages[0].Instructions[1]);
    }

    [Theory]
    [InlineData("RUN cat << EOF", "EOF")]
    [InlineData("RUN cat <<E'O'F && <<-\"X\" y", "EOF X")]
    [InlineData("ONBUILD RUN cat <<EOF", "EOF")]
    public void DelimitersMayStandApartOrBeQuotedInPart(string instruction, string names)
    {
        var bodies = string.Concat(names.Split(' ').Select(name => $"text\n{name}\n"));
        var file = Dockerfile.Parse($"FROM a\n{instruction}\n{bodies}", "Dockerfile");

        Assert.Equal(
            names,
            string.Join(
                ' ', Assert.Single(file.Stages[0].Instructions).Written.Heredocs.Select(heredoc => heredoc.Name)));
    }

    static T Resolve<T>() where T : Instruction =>
        Dockerfile.Parse(Text, "Dockerfile").Resolve(BuildInputs.Default).Target.Instructions.OfType<T>().Single();
}
