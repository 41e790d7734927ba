using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Core.Tests.Dockerfiles;

public class PositionTests
{
    [Fact]
    public void EveryWordKnowsItsLineAndColumnAcrossContinuations()
    {
        var copy = First<Instruction.Copy>("""
            FROM a
              COPY --chown=1:2 \
                # a comment

                first \
                second third
            """);

        Assert.Equal(new SourceLines(2, 6), copy.Lines);
        Assert.Equal(new SourcePosition(2, 3), copy.Written.Position);
        Assert.Equal(new SourcePosition(2, 8), copy.Owner!.Position);
        Assert.Equal(["first@5:5", "second@6:5"], copy.Sources.Select(Place));
        Assert.Equal("third@6:12", Place(copy.Destination));
    }

    [Fact]
    public void ExecFormWordsKnowTheirColumnBehindCharactersOfSeveralBytes() =>
        Assert.Equal(
            ["é한😀@2:8", "b@2:16"],
            First<Instruction.Run>("FROM a\nRUN [  \"é한😀\", \"b\" ]\n").Command.Words.Select(Place));

    [Fact]
    public void AssignmentsKnowNameAndValue()
    {
        var (name, value, isLegacy) = First<Instruction.Env>("FROM a\nENV x=1 \\\n  name='a b'\n").Assignments[1];

        Assert.Equal(("name@3:3", "'a b'@3:8", false), (Place(name), Place(value), isLegacy));
    }

    [Fact]
    public void TheOriginalKeepsItsLinesAndTheTextIsJoined()
    {
        var run = First<Instruction.Run>("FROM a\r\nrun  x \\\r\n# c\r\n  y\r\n");

        Assert.Equal("run  x \\\r\n# c\r\n  y", run.Written.Original);
        Assert.Equal("run  x   y", run.Written.Text);
        Assert.Equal("RUN", run.Written.Keyword);
    }

    [Fact]
    public void HeredocsBelongToTheLinesOfTheirInstruction()
    {
        var run = First<Instruction.Run>("FROM a\nRUN <<A cat && <<B cat\none\nA\ntwo\nB\nUSER x\n");

        Assert.Equal(new SourceLines(2, 6), run.Lines);
        Assert.Equal([new(3, 4), new(5, 6)], run.Written.Heredocs.Select(heredoc => heredoc.Lines));
    }

    [Fact]
    public void AByteOrderMarkTakesNoColumn() =>
        Assert.Equal(
            new SourcePosition(1, 1), Dockerfile.Parse("\ufeffFROM a\n", "Dockerfile").Stages[0].From.Written.Position);

    static T First<T>(string text) where T : Instruction =>
        Dockerfile.Parse(text, "Dockerfile").Stages[0].Instructions.OfType<T>().First();

    static string Place(Word word) => $"{word}@{word.Position}";
}
