using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Core.Tests.Dockerfiles;

public sealed class DockerfileExcerptTests
{
    [Fact]
    public void InstructionOfSeveralLinesIsMarkedAmongItsNeighbours()
    {
        const string text = "ARG VERSION=1\nFROM golang\nWORKDIR /src\n\nCOPY . .\r\nRUN go vet && \\\n    # then\n    go build\n";

        Assert.Equal(
            [
                "/repo/Dockerfile:6-8",
                "  4 |",
                "  5 | COPY . .",
                "> 6 | RUN go vet && \\",
                "> 7 |     # then",
                "> 8 |     go build",
            ],
            Excerpt(text, step: 5));
    }

    [Fact]
    public void NumbersAreAligned()
    {
        var text = string.Concat(Enumerable.Range(1, 11).Select(i => i == 1 ? "FROM alpine\n" : $"RUN {i}\n"));

        Assert.Equal(
            ["/repo/Dockerfile:9", "   7 | RUN 7", "   8 | RUN 8", ">  9 | RUN 9", "  10 | RUN 10", "  11 | RUN 11"],
            Excerpt(text, step: 9));
    }

    [Fact]
    public void LongInstructionIsCut()
    {
        var text = "FROM alpine\nRUN one" + string.Concat(Enumerable.Range(2, 30).Select(i => $" && \\\n    {i}")) + "\n";

        var excerpt = Excerpt(text, step: 2);

        Assert.Equal("/repo/Dockerfile:2-32", excerpt[0]);
        Assert.Equal("> 15 |     14 && \\", excerpt[^1]);
    }

    [Fact]
    public void StepsAreCountedAsTheClassicBuilderCountsThem()
    {
        var dockerfile = Dockerfile.Parse("ARG A\nFROM a AS one\nRUN one\nFROM b\nRUN two\n", "Dockerfile");

        Assert.Equal(
            ["ARG A", "FROM a AS one", "RUN one", "FROM b", "RUN two", null],
            Enumerable.Range(1, 6).Select(number => dockerfile.FindStep(number)?.ToString()));
    }

    static IReadOnlyList<string> Excerpt(string text, int step) => DockerfileExcerpt
        .Of("/repo/Dockerfile", text, Dockerfile.Parse(text, "/repo/Dockerfile").FindStep(step)!.Lines)
        .Text;
}
