using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Core.Tests.Dockerfiles;

public sealed class DockerfileExcerptTests
{
    [Fact]
    public void InstructionOfSeveralLinesIsMarkedAmongItsNeighbours()
    {
        const string text =
            "ARG VERSION=1\nFROM golang\nWORKDIR /src\n\nCOPY . .\r\nRUN go vet && \\\n    # then\n    go build\n";

        Assert.Equal(
            [
                "/repo/Dockerfile:6-8",
                "  4 |",
                "  5 | COPY . .",
                "> 6 | RUN go vet && \\",
                "> 7 |     # then",
                "> 8 |     go build",
            ],
            Excerpt(text, line: 6));
    }

    [Fact]
    public void NumbersAreAligned()
    {
        var text = string.Concat(Enumerable.Range(1, 11).Select(i => i == 1 ? "FROM alpine\n" : $"RUN {i}\n"));

        Assert.Equal(
            ["/repo/Dockerfile:9", "   7 | RUN 7", "   8 | RUN 8", ">  9 | RUN 9", "  10 | RUN 10", "  11 | RUN 11"],
            Excerpt(text, line: 9));
    }

    [Fact]
    public void LongInstructionIsCut()
    {
        var text = "FROM alpine\nRUN one" + string.Concat(Enumerable.Range(2, 30).Select(i => $" && \\\n    {i}"))
            + "\n";

        var excerpt = Excerpt(text, line: 2);

        Assert.Equal("/repo/Dockerfile:2-32", excerpt[0]);
        Assert.Equal("> 15 |     14 && \\", excerpt[^1]);
    }

    [Theory]
    [InlineData(1, "ARG A", 1)]
    [InlineData(3, "RUN one", 3)]
    [InlineData(5, "RUN two", 5)]
    [InlineData(7, "RUN one", 7)]
    [InlineData(2, "RUN two", 5)] // Counted by stage.
    [InlineData(2, "RUN one", null)] // There are two of them.
    [InlineData(8, "LABEL a=b", null)] // Given from outside.
    public void StepIsFoundByItsNumberAndText(int number, string text, int? line)
    {
        var dockerfile =
            Dockerfile.Parse("ARG A\nFROM a AS one\nRUN one\nFROM b\nRUN two\nFROM c\nRUN one\n", "Dockerfile");

        Assert.Equal(line, dockerfile.FindStep(number, text)?.Lines.Start);
    }

    static IReadOnlyList<string> Excerpt(string text, int line)
    {
        var dockerfile = Dockerfile.Parse(text, "/repo/Dockerfile");
        var instruction = dockerfile.Stages[0].Instructions.Single(instruction => instruction.Lines.Start == line);
        return DockerfileExcerpt.Of("/repo/Dockerfile", text, instruction.Lines).Text;
    }
}
