using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Core.Tests.Dockerfiles;

/// <remarks>https://docs.docker.com/reference/dockerfile/#scope and
/// https://docs.docker.com/build/building/variables/</remarks>
public class ResolutionTests
{
    [Fact]
    public void BuildArgumentsBeatDefaultsInFrom()
    {
        var file = Parse(
            "ARG TAG=1\nARG IMAGE=go:${TAG}\nFROM --platform=$BUILDPLATFORM $IMAGE AS a\nFROM ${OTHER:-a}\n");
        var inputs = new BuildInputs
        {
            BuildArguments = Arguments(("TAG", "2"), ("OTHER", null)),
            BuildPlatform = "linux/arm64/v8"
        };

        var stages = file.Resolve(inputs).Stages;

        Assert.Equal(new ImageSource.Image("go:2"), stages[0].Base);
        Assert.Equal("linux/arm64/v8", stages[0].Platform);
        Assert.Equal(new ImageSource.OfStage(file.Stages[0]), stages[1].Base);
    }

    [Fact]
    public void GlobalArgumentsReachAStageThatDeclaresThemAgain() =>
        Assert.Equal("|1|x|given|linux/arm64|arm64|", Label("""
            ARG v=1
            ARG GIVEN=default
            FROM scratch
            LABEL before=$v
            ARG v
            ARG w=x GIVEN
            ARG TARGETPLATFORM TARGETARCH TARGETVARIANT
            LABEL l="$before|$v|$w|$GIVEN|$TARGETPLATFORM|$TARGETARCH|$TARGETVARIANT"
            """));

    [Fact]
    public void StagesGoOnWithTheVariablesOfTheirBase() => Assert.Equal("1 2 /w/x u", Label("""
        FROM scratch AS a
        ARG v=1
        ENV e=2
        WORKDIR /w
        USER u
        FROM a
        WORKDIR x
        LABEL l="$v $e"
        """, stage => $" {stage.WorkingDirectory} {stage.User}"));

    [Fact]
    public void AssignmentsOfOneInstructionSeeTheStateBeforeIt() =>
        Assert.Equal("1", Label("FROM scratch\nENV a=1\nENV a=2 b=$a\nLABEL l=$b\n"));

    [Fact]
    public void TriggersOfTheBaseStageComeFirst() =>
        Assert.Equal("1", Label("FROM scratch AS a\nONBUILD ENV v=1\nFROM a\nLABEL l=$v\n"));

    [Fact]
    public void WhatOnlyTheBaseImageKnowsIsNotKnown()
    {
        var stage = Parse("FROM go\nWORKDIR src\nCOPY $GOPATH/x $HERE/\nRUN $RUNS\n")
            .Resolve(BuildInputs.Default).Target;

        Assert.Null(stage.WorkingDirectory);
        Assert.Null(stage.User);
        Assert.Equal([new("GOPATH", new(3, 6)), new("HERE", new(3, 16))], stage.UnknownVariables);
    }

    [Fact]
    public void TheBaseImagesEnvironmentCanBeGiven()
    {
        var inputs = new BuildInputs
        {
            BaseEnvironment = image => new Dictionary<string, string> { ["GOPATH"] = $"/{image}" }
        };

        var stage = Parse("FROM go\nWORKDIR $GOPATH\nWORKDIR ../b/.\n").Resolve(inputs).Target;

        Assert.Equal("/b", stage.WorkingDirectory);
        Assert.Empty(stage.UnknownVariables);
    }

    [Fact]
    public void ContextSourcesHaveTheirVariablesReplaced()
    {
        var file = Parse("""
            FROM scratch AS unused
            COPY unused /
            FROM scratch
            ARG DIR=src
            COPY ${DIR}/a.txt "$DIR/b.txt" /x/
            COPY --from=unused2 no /
            ADD https://example.com/no git@example.com:a/no.git http://no ftp:file@1 local.tgz /x/
            COPY <<no last /x/
            no
            ADD ["json form", "/y"]
            """);

        var sources = file.Resolve(new() { BuildArguments = Arguments(("DIR", "lib")) }).ContextSources();

        Assert.Equal(
            ["lib/a.txt@5", "lib/b.txt@5", "ftp:file@1@7", "local.tgz@7", "last@8", "json form@10"],
            sources.Select(source => $"{source}@{source.Position.Line}"));
    }

    [Fact]
    public void NeededStagesFollowCopyMountAndFrom()
    {
        var resolved = Parse("""
            FROM a AS one
            FROM b AS two
            FROM one AS three
            FROM c AS four
            FROM scratch
            COPY --from=THREE /x /x
            COPY --from=example.com/d:1 /x /y
            RUN --mount=from=two,target=/t x
            """).Resolve(BuildInputs.Default);

        Assert.Equal([0, 1, 2, 4], resolved.NeededStages().Select(stage => stage.Stage.Index));
        Assert.Equal(["a", "b", "example.com/d:1"], resolved.NeededImages());
    }

    [Fact]
    public void ATargetNeedsOnlyItsOwnStages()
    {
        var file = Parse("FROM a AS one\nFROM b AS two\nCOPY --from=9 x y\n");

        Assert.Equal(["a"], file.Resolve(BuildInputs.Default, "ONE").NeededImages());
    }

    static string Label(string text, Func<ResolvedStage, string>? more = null)
    {
        var inputs = new BuildInputs { BuildArguments = Arguments(("GIVEN", "given")), TargetPlatform = "linux/arm64" };
        var stage = Parse(text).Resolve(inputs).Target;
        return stage.Labels["l"] + more?.Invoke(stage);
    }

    static Dockerfile Parse(string text) => Dockerfile.Parse(text, "Dockerfile");

    static Dictionary<string, string?> Arguments(params (string Name, string? Value)[] arguments) =>
        arguments.ToDictionary(argument => argument.Name, argument => argument.Value);
}
