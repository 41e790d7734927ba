using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Core.Tests.Dockerfiles;

public class DockerfileTests
{
    const string Text = """
        # syntax=docker/dockerfile:1
        ARG GO_VERSION=1.22
        FROM golang:${GO_VERSION} AS Build
        ARG BINARY=app
        WORKDIR /src
        COPY go.mod go.sum ./
        COPY --link cmd/ cmd
        ADD https://example.com/x.tgz vendor.tgz /deps/
        RUN go build -o /out/$BINARY \
            # the one package
            ./cmd

        FROM build AS test
        RUN go test ./...

        FROM scratch
        COPY --from=build /out/app /app
        ADD ["conf dir/a.json", "/etc/"]
        ENTRYPOINT ["/app"]
        """;

    static readonly Dockerfile _file = Dockerfile.Parse(Text, "/repo/Dockerfile");

    [Fact]
    public void StagesHaveIndexNameAndLines() =>
        Assert.Equal(
            [(0, "build", new(3, 11)), (1, "test", new(13, 14)), (2, null, new(16, 19))],
            _file.Stages.Select(stage => (stage.Index, stage.Name, stage.Lines)));

    [Fact]
    public void OnlyNeededStagesCount()
    {
        var resolved = _file.Resolve(BuildInputs.Default);

        Assert.Equal([0, 2], resolved.NeededStages().Select(stage => stage.Stage.Index));
        Assert.Equal(["golang:1.22"], resolved.NeededImages());
    }

    [Fact]
    public void ContextSourcesAreWhatCopyAndAddTakeFromTheContext()
    {
        var resolved = _file.Resolve(BuildInputs.Default);

        Assert.Equal(
            [("go.mod", 6), ("go.sum", 6), ("cmd/", 7), ("vendor.tgz", 8), ("conf dir/a.json", 18)],
            resolved.ContextSources().Select(source => (source.Text, source.Position.Line)));
    }

    [Theory]
    [InlineData("build", 0)]
    [InlineData("TEST", 1)]
    [InlineData("2", 2)]
    public void StagesAreFoundByNameInAnyCaseOrByIndex(string nameOrIndex, int index) =>
        Assert.Equal(index, _file.FindStage(nameOrIndex)?.Index);

    [Fact]
    public void UnknownStageListsTheStages()
    {
        var error = Assert.Throws<ArgumentException>(() => _file.Resolve(BuildInputs.Default, "tests"));

        Assert.Equal("/repo/Dockerfile has no stage 'tests'. Its stages are build, test.", error.Message);
    }
}
