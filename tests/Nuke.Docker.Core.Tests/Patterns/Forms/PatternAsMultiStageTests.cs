using Nuke.Docker.Containers;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Patterns.Forms;

public sealed class PatternAsMultiStageTests : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    BuilderPattern Pattern(string builder, string runtime)
    {
        _directory.Write("Dockerfile-builder", builder);
        _directory.Write("Dockerfile-runtime", runtime);
        return BuilderPattern.From(_directory.Path).Named("shop");
    }

    [Fact]
    public void StagesOfBothFollowEachOtherAndArtifactsComeFromTheBuilder() =>
        Assert.Equal(
            """
            FROM golang AS builder
            # compiled without a module
            WORKDIR /myapp
            COPY main.go .
            RUN go build \
              -o app

            FROM alpine

            COPY --from=builder --chown=0:0 /myapp/app /usr/local/bin/app
            ENTRYPOINT ["app"]

            """,
            Text(Pattern(
                "# The compiler.\nFROM golang\n# compiled without a module\nWORKDIR /myapp\nCOPY main.go .\n"
                + "RUN go build \\\n  -o app\n",
                "# What is shipped.\nFROM alpine\n\nCOPY app /usr/local/bin/app\nENTRYPOINT [\"app\"]\n")));

    [Fact]
    public void EverythingElseOfTheRuntimeImageStaysAsItIsWritten() =>
        Assert.Equal(
            """
            # escape=`
            ARG GO=1.22
            ARG BASE=alpine
            FROM golang:${GO} AS compile
            WORKDIR /src
            WORKDIR out

            FROM ${BASE} AS base
            RUN <<EOT
            COPY app /nowhere
            EOT
            FROM base
            ARG DIR=conf
            COPY --from=1 /etc/passwd /users
            COPY --from=base /a /b
            COPY --from=compile --chown=1:1 --chmod=755 ["/src/out/app", "/src/out/a b", "/opt/${DIR}/"]
            COPY --chown=1:1 --chmod=755 settings.json ${DIR}/x /opt/${DIR}/
            COPY --from=compile --chown=0:0 /assets/css/*.css /css/
            ADD https://example.org/x /

            """,
            Text(Pattern(
                "# escape=`\nARG GO=1.22\nFROM golang:${GO} AS compile\nWORKDIR /src\nWORKDIR out\n"
                + "FROM alpine AS unused\n",
                """
                # escape=`
                ARG BASE=alpine
                FROM ${BASE} AS base
                RUN <<EOT
                COPY app /nowhere
                EOT
                FROM base
                ARG DIR=conf
                COPY --from=0 /etc/passwd /users
                COPY --from=base /a /b
                COPY --chown=1:1 --chmod=755 ["app", "settings.json", "a b", "${DIR}/x", "/opt/${DIR}/"]
                COPY static/css/*.css /css/
                ADD https://example.org/x /
                """)
                .Builder("Dockerfile-builder", settings => settings.SetTarget("compile"))
                .Artifact("app").Artifact("a b").Artifact("/assets/.", "static")));

    [Fact]
    public void SettingsOfBothAreJoined()
    {
        var image = Pattern("FROM golang\nARG V\nWORKDIR /out\n", "FROM alpine\nARG W\nCOPY app /\n")
            .Builder("Dockerfile-builder", settings => settings.SetBuildArgument("V", "1").EnablePull()
            .SetLabel("part", "builder").SetTags("acme/builder"))
            .Runtime("Dockerfile-runtime", "acme/shop:1")
            .Runtime(settings => settings.SetBuildArgument("W", "2").EnableNoCache().SetLabel("part", "runtime"))
            .Artifact("/out/app")
            .WriteArtifactsTo("/dist")
            .DependsOn("base")
            .AsMultiStage();

        Assert.Equal("shop", image.Name);
        Assert.Equal(["acme/shop:1"], image.RuntimeImage.Tags.Select(tag => tag.ToString()));
        Assert.Equal(new Dictionary<string, string?> { ["V"] = "1", ["W"] = "2" }, image.RuntimeImage.BuildArguments);
        Assert.True(image.RuntimeImage is { Pull: true, NoCache: true, Target: null });
        Assert.Equal("runtime", image.RuntimeImage.Labels["part"]);
        Assert.Equal("builder", image.BuilderStage);
        Assert.Equal([new Artifact("/out/app")], image.Artifacts);
        Assert.Equal("/dist", image.ArtifactsDirectory);
        Assert.Equal(["base"], image.Dependencies);
        var builder = MultiStagePlan.Read(image).Builder!;
        Assert.Equal(["acme/builder"], builder.Tags.Select(tag => tag.ToString()));
        Assert.Equal("builder", builder.Labels["part"]);
        Assert.Equal("builder", builder.Target);
    }

    [Fact]
    public void CommandBecomesTheBuildersLastInstruction() =>
        Assert.Equal(
            "FROM golang AS builder\nWORKDIR /src\nRUN [\"sh\", \"-c\", \"echo \\\"é\\\" > app\"]\n\nFROM alpine\n"
            + "COPY --from=builder --chown=0:0 /src/app /\n",
            Text(Pattern("FROM golang\nWORKDIR /src\n", "FROM alpine\nCOPY app /\n")
                .Run("sh", "-c", "echo \"é\" > app")));

    [Fact]
    public void NameOfTheBuildersStageIsNobodyElses() =>
        Assert.StartsWith(
            "FROM golang AS builder-2\n",
            Text(Pattern("FROM golang\nWORKDIR /src\n", "FROM alpine AS builder\nFROM builder\nCOPY app /\n")),
            StringComparison.Ordinal);

    public static TheoryData<string, string, string> Files { get; } = new()
    {
        { "FROM golang\n", "FROM alpine\nCOPY app /\n", "builder:1: only the base image knows the working directory "
            + "that artifacts are taken from. Write WORKDIR, or declare artifacts by absolute paths." },
        {
            "# syntax=acme/frontend\nFROM golang\n",
            "FROM alpine\n",
            "builder:1: the file names a frontend of its own, and only that can read it."
        },
        {
            "# escape=`\nFROM golang\nWORKDIR /\n",
            "FROM alpine\n",
            "runtime:1: the two Dockerfiles have different escape characters."
        },
        {
            "FROM golang\nWORKDIR /\n",
            "FROM alpine\nWORKDIR /x\nADD app /\n",
            "runtime:3: ADD takes the artifact '/app' of the builder, and there is no ADD --from. Write COPY."
        },
        {
            "FROM golang\nWORKDIR /\n",
            "FROM alpine\nCOPY main.go /\n",
            "runtime:2: 'main.go' is in the context, and whether the builder has it too is known only when it is "
            + "built. Declare what comes from the builder: .Artifact(\"/path/in/the/builder\")."
        },
        {
            "FROM golang\nWORKDIR /\n",
            "FROM alpine\nCOPY *.go /\n",
            "runtime:2: '*.go' is in the context, and whether the builder has it too is known only when it is built. "
            + "Declare what comes from the builder: .Artifact(\"/path/in/the/builder\")."
        },
        {
            "FROM golang\nWORKDIR /\n",
            "FROM alpine\nCOPY . /\n",
            "runtime:2: '.' is all of the context, and the artifacts of the builder come into it. Name what is copied."
        },
        {
            "FROM golang\nWORKDIR /\n",
            "FROM alpine\nCOPY --parents app /\n",
            "runtime:2: --parents depends on where the sources are, which are elsewhere in the builder."
        },
        { "FROM golang\nWORKDIR /\n", "FROM alpine\nRUN --mount=target=/x cp /x/app /\n", "runtime:2: the mount shows "
            + "the context, and in a multi-stage build that has no artifacts. COPY what it needs." },
        {
            "FROM golang AS base\nFROM base\nWORKDIR /\n",
            "FROM alpine AS base\nFROM base\n",
            "runtime:1: the builder's Dockerfile has a stage 'base' as well. Rename one of them."
        },
        { "FROM golang AS alpine\nWORKDIR /\n", "FROM scratch\nCOPY --from=alpine /x /\n", "runtime:1: the stage "
            + "takes the image 'alpine', and the builder's Dockerfile has a stage of that name. Rename that stage." },
        {
            "ARG V=1\nFROM golang\nWORKDIR /\n",
            "ARG V=2\nFROM alpine\n",
            "runtime:1: ARG V has another default above the first FROM of the builder's Dockerfile, line 1."
        },
        { "ARG V=1\nFROM golang\nWORKDIR /\n", "FROM alpine\nARG V\n", "runtime:2: ARG V would take the default that "
            + "the other Dockerfile has above its first FROM. Give it one of its own." },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void LineThatCannotBeToldInOneDockerfileIsNamed(string builder, string runtime, string problem)
    {
        _directory.Write("main.go", "");

        Assert.Equal(
            $"Image 'shop' cannot be built as a multi-stage image: {_directory.Path}/Dockerfile-{problem}",
            Failure(Pattern(builder, runtime)));
    }

    public static TheoryData<Func<BuilderPattern, BuilderPattern>, string> Definitions { get; } = new()
    {
        { pattern => pattern.Artifact("/out/*.so", "lib"), "the artifact '/out/*.so -> lib' is a pattern, and COPY "
            + "--from takes the matches of one apart. Name the directory." },
        { pattern => pattern.WriteArtifactsTo("/dist"), "artifacts are written to a directory, and none is declared. "
            + "Declare them: .Artifact(\"/path/in/the/builder\")." },
        { pattern => pattern.Run("make").Report("report.xml", "/dist"), "reports are kept whatever the exit code of "
            + "the builder's command, and nothing is left of a stage that has failed." },
        {
            pattern => pattern.Run("make").ConfigureContainer(container => container.SetUser("nobody")),
            "the container of the builder's command is configured, and a RUN cannot be."
        },
        {
            pattern => pattern.Runtime(settings => settings.SetContextDirectory("/other")
                .SetDockerfile(pattern.BuilderImage.ContextDirectory + "/Dockerfile-runtime").SetNetwork("host")),
            "builder image and runtime image differ in their context directories and their networks, and a single "
            + "build has only one."
        },
        {
            pattern => pattern
                .Builder("Dockerfile-builder", builder => builder.AddSecret("feed", "one"))
                .Runtime(runtime => runtime.AddSecret("feed", "two")),
            "builder image and runtime image differ in a secret of the same ID, and a single build has only one."
        },
    };

    [Theory]
    [MemberData(nameof(Definitions))]
    public void DefinitionThatCannotBeToldInOneDockerfileIsRefused(
        Func<BuilderPattern, BuilderPattern> change, string problem) =>
        Assert.Equal(
            $"Image 'shop' cannot be built as a multi-stage image: {problem}",
            Failure(change(Pattern("FROM golang\nWORKDIR /out\n", "FROM alpine\nCOPY app /\n"))));

    [Theory]
    [InlineData("COPY bin /x", "bin")]
    [InlineData("COPY b* /x", "b*")]
    [InlineData("COPY */shop /x", "*/shop")]
    [InlineData("COPY . /x", ".")]
    public void SourceThatHoldsAnArtifactAndMoreIsRefused(string copy, string source) =>
        Assert.Equal(
            $"Image 'shop' cannot be built as a multi-stage image: {_directory.Path}/Dockerfile-runtime:2: '{source}' "
            + "holds files of the context and the artifact 'bin/shop' of the builder. Copy the two one by one.",
            Failure(Pattern("FROM golang\n", $"FROM alpine\n{copy}\n").Artifact("/out/shop", "bin/")));

    [Fact]
    public void BuildArgumentWithTwoValuesIsRefused() =>
        Assert.Equal(
            $"Image 'shop' cannot be built as a multi-stage image: {_directory.Path}/Dockerfile-runtime:2: the build "
            + "argument 'V' is declared in both Dockerfiles, and given to the two images with different values.",
            Failure(Pattern("FROM golang\nWORKDIR /\nARG V\n", "FROM alpine\nARG V\nCOPY app /\n")
                .Builder("Dockerfile-builder", settings => settings.SetBuildArgument("V", "1"))));

    [Fact]
    public void IgnoreFileOfOneDockerfileIsRefused()
    {
        _directory.Write("Dockerfile-builder.dockerignore", "");

        Assert.Equal(
            "Image 'shop' cannot be built as a multi-stage image: "
            + $"'{_directory.Path}/Dockerfile-builder.dockerignore' counts for one of the two Dockerfiles only. Move "
            + "its lines to '.dockerignore'.",
            Failure(Pattern("FROM golang\nWORKDIR /\n", "FROM alpine\nCOPY app /\n")));
    }

    static string Failure(BuilderPattern pattern) =>
        Assert.Throws<ImageConversionException>(pattern.AsMultiStage).Message;

    static string Text(BuilderPattern pattern) => pattern.AsMultiStage().RuntimeImage.Context.DockerfileText!;
}
