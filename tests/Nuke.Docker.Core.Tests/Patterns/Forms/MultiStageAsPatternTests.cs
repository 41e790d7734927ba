using Nuke.Docker.Containers;
using Nuke.Docker.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Patterns.Forms;

public sealed class MultiStageAsPatternTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    MultiStage Image(string dockerfile)
    {
        _directory.Write("Dockerfile", dockerfile);
        return MultiStage.From(_directory.Path).Named("shop");
    }

    [Theory]
    [InlineData("FROM golang AS build", "build", "build")]
    [InlineData("FROM golang", "0", "stage-0")]
    public void StageThatIsCopiedFromIsTheBuilder(string from, string origin, string stage)
    {
        var pattern =
            Image(
                $"{from}\nWORKDIR /myapp\nRUN go build\nFROM alpine\nCOPY --from={origin} --chmod=755 "
                + "/myapp/helloworld /bin/\nCMD helloworld\n")
            .Tags("acme/shop:1").DependsOn("base").AsBuilderPattern();

        Assert.Equal("shop", pattern.Name);
        Assert.Equal(["base"], pattern.Dependencies);
        Assert.Equal(stage, pattern.BuilderImage.Target);
        Assert.Equal([$"shop-{stage}"], pattern.BuilderImage.Tags.Select(tag => tag.ToString()));
        Assert.Equal(["acme/shop:1"], pattern.RuntimeImage.Tags.Select(tag => tag.ToString()));
        Assert.Null(pattern.RuntimeImage.Target);
        Assert.Equal([new Artifact("/myapp/helloworld", ".artifacts/0/helloworld")], pattern.Artifacts);
        Assert.Equal("FROM alpine\nCOPY --chmod=755 .artifacts/0/helloworld /bin/\nCMD helloworld\n", Text(pattern));
    }

    [Fact]
    public void RuntimeImageKeepsTheOtherStagesThatItNeeds()
    {
        var pattern = Image(
            """
            ARG BASE=alpine
            FROM golang AS build
            FROM node AS unused
            FROM ${BASE} AS base
            RUN echo base
            FROM ${BASE}
            RUN echo assets
            FROM base AS final
            ARG DIR=out
            COPY --from=build ["/$DIR/a/*/x.so", "/$DIR/b c", "lib/"]
            COPY --from=build /${DIR}/*.so /${DIR}/conf/ /lib/
            COPY --from=3 /css /css
            COPY --from=nginx /etc/nginx /nginx
            COPY settings.json /
            FROM final AS debug
            """).Target("FINAL").AsBuilderPattern("build");

        Assert.Equal(
            """
            ARG BASE=alpine
            FROM ${BASE} AS base
            RUN echo base
            FROM ${BASE}
            RUN echo assets
            FROM base AS final
            ARG DIR=out
            COPY [".artifacts/0/*/x.so", ".artifacts/1/b c", "lib/"]
            COPY .artifacts/2/*.so .artifacts/3/conf /lib/
            COPY --from=1 /css /css
            COPY --from=nginx /etc/nginx /nginx
            COPY settings.json /

            """,
            Text(pattern));
        Assert.Equal(
            [
                new Artifact("/out/a/*", ".artifacts/0"),
                new Artifact("/out/b c", ".artifacts/1/b c"),
                new Artifact("/out/*.so", ".artifacts/2"),
                new Artifact("/out/conf", ".artifacts/3/conf"),
            ],
            pattern.Artifacts);
    }

    public static TheoryData<string, string> Files { get; } = new()
    {
        { "FROM alpine\n", "1: stage 0, which is shipped, copies from no other stage." },
        {
            "FROM alpine AS a\nFROM alpine AS b\nFROM alpine\nCOPY --from=a /x /\nCOPY --from=b /y /\n",
            "3: stage 2, which is shipped, copies from the stages 'a', 'b'. Say which is the builder: .Builder(\"…\")."
        },
        {
            "FROM alpine AS a\nFROM a AS b\nCOPY --from=a /x /\n",
            "2: stage 'b' continues the builder 'a', so that it has all of it. Only what is copied can be told apart."
        },
        {
            "FROM alpine AS a\nFROM alpine\nCOPY --from=a /x /\nRUN --mount=from=a,target=/a cp /a/y /\n",
            "4: the mount shows the builder 'a'. COPY what it needs."
        },
        {
            "FROM alpine AS a\nFROM alpine\nCOPY --from=a / /\n",
            "3: all files of the builder are copied. Name a directory."
        },
        {
            "FROM alpine AS a\nFROM alpine\nCOPY --from=a /x/../y /\n",
            "3: '/x/../y' has parts that a path in the context cannot have."
        },
        {
            "FROM alpine AS a\nFROM alpine\nCOPY --from=a /x /\nCOPY . /src\n",
            "4: '.' is all of the context, and the artifacts of the builder come into it. Name what is copied."
        },
        {
            "FROM alpine AS a\nFROM alpine\nCOPY --from=a /x /\nADD *a* /src\n",
            "4: '*a*' is all of the context, and the artifacts of the builder come into it. Name what is copied."
        },
        {
            "FROM alpine AS a\nFROM alpine\nCOPY --from=a --exclude=*.md /x /\n",
            "3: --exclude depends on where the sources are, which are elsewhere in the context."
        },
        {
            "# syntax=acme/frontend\nFROM alpine\n",
            "1: the file names a frontend of its own, and only that can read it."
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void LineThatCannotBeToldApartIsNamed(string dockerfile, string problem) =>
        Assert.Equal(
            $"Image 'shop' cannot be built as a builder pattern: {_directory.Path}/Dockerfile:{problem}",
            Assert.Throws<ImageConversionException>(() => Image(dockerfile).AsBuilderPattern()).Message);

    [Fact]
    public void RequiredStageThatNeitherImageDependsOnIsRefused() =>
        Assert.Equal(
            $"Image 'shop' cannot be built as a builder pattern: {_directory.Path}/Dockerfile:2: stage 'test' has to "
            + "succeed, and neither builder nor runtime image depends on it.",
            Assert.Throws<ImageConversionException>(() =>
                Image("FROM alpine AS a\nFROM a AS test\nFROM alpine\nCOPY --from=a /x /\n").Require("a", "test")
                    .AsBuilderPattern()).Message);

    [Fact]
    public void ArtifactsOfItsOwnAreRefused() =>
        Assert.Equal(
            "Image 'shop' cannot be built as a builder pattern: it has artifacts of its own, which are not for the "
            + "image.",
            Assert.Throws<ImageConversionException>(() =>
                Image("FROM alpine AS a\nFROM alpine\nCOPY --from=a /x /\n").Builder("a").Artifact("/x")
                    .WriteArtifactsTo("/dist").AsBuilderPattern()).Message);

    [Fact]
    public void StageHasToBeAboveTheOneThatIsShipped() =>
        Assert.Equal(
            $"Image 'shop' cannot be built as a builder pattern: {_directory.Path}/Dockerfile:2: stage 'b' is not "
            + "above stage 'b', which is shipped.",
            Assert.Throws<ImageConversionException>(
                () => Image("FROM alpine AS a\nFROM alpine AS b\n").AsBuilderPattern("b")).Message);

    [Fact]
    public void UnknownStageIsToldWithThoseThatExist() =>
        Assert.Equal(
            $"{_directory.Path}/Dockerfile has no stage 'c'. Its stages are a, b.",
            Assert.Throws<ArgumentException>(
                () => Image("FROM alpine AS a\nFROM alpine AS b\n").AsBuilderPattern("c")).Message);

    [Fact]
    public void PatternThatWasMadeMultiStageIsAPatternAgain()
    {
        _directory.Write("Dockerfile-builder", "FROM golang\nWORKDIR /myapp\n");
        _directory.Write("Dockerfile-runtime", "FROM alpine\nCOPY app /bin/\n");

        var pattern = BuilderPattern.From(_directory.Path).AsMultiStage().AsBuilderPattern();

        Assert.Equal("builder", pattern.BuilderImage.Target);
        Assert.Equal([new Artifact("/myapp/app", ".artifacts/0/app")], pattern.Artifacts);
        Assert.Equal("FROM alpine\nCOPY --chown=0:0 .artifacts/0/app /bin/\n", Text(pattern));
    }

    static string Text(BuilderPattern pattern) => pattern.RuntimeImage.Context.DockerfileText!;
}
