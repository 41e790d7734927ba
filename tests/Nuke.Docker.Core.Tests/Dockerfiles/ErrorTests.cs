using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Core.Tests.Dockerfiles;

/// <summary>The first line that builders refuse, with file, line and what to do. That they refuse it, the engine tests
/// show.</summary>
public class ErrorTests
{
    [Theory]
    [InlineData("", "1: no FROM in the whole file. Begin a stage with FROM <image>.")]
    [InlineData("ARG a\n# end\n", "2: no FROM in the whole file. Begin a stage with FROM <image>.")]
    [InlineData("RUN x\n", "1: RUN stands before the first FROM. Only ARG may.")]
    [InlineData("# escape=x\nFROM a\n", "1: 'x' cannot be the escape character. Use \\ or `.")]
    [InlineData(
        "# check=skip=all\n# check=skip=all\n", "2: a second 'check' directive: only one is allowed. Remove it.")]
    [InlineData("FROM a\n\\\n", "2: a continued line without an instruction. Remove the escape character.")]
    [InlineData("FROM a\n\nCOPPY x y\n", "3: unknown instruction 'COPPY'. Did you mean 'COPY'?")]
    [InlineData("FROM a\nWROKDIR /x\n", "2: unknown instruction 'WROKDIR'. Did you mean 'WORKDIR'?")]
    [InlineData(
        "FROM a b\n",
        "1: FROM takes an image and, if the stage has a name, AS and the name: FROM <image> [AS <name>].")]
    [InlineData(
        "FROM a AS 1x\n",
        "1: FROM '1x' cannot name a stage. Begin with a letter, go on with letters, digits, '-', '_' and '.'.")]
    [InlineData("FROM a\nRUN \\\n # c\n --mout=x y\n", "4: RUN has no flag '--mout'. Did you mean 'mount'?")]
    [InlineData("FROM a\nCOPY --from=a --from=b x y\n", "2: COPY has '--from' twice. Keep one.")]
    [InlineData("FROM a\nCOPY --link=maybe x y\n", "2: COPY has '--link=maybe', which is neither true nor false.")]
    [InlineData("FROM a\nCOPY --from x y\n", "2: COPY has '--from' without a value. Write --from=<value>.")]
    [InlineData(
        "FROM a\nCOPY --from=$b x y\n",
        "2: COPY --from=$b cannot hold variables. Name a stage with FROM $b AS <name>, with ARG before the first "
        + "FROM, and copy from that.")]
    [InlineData("FROM a\nCOPY x\n", "2: COPY needs at least one source and a destination.")]
    [InlineData(
        "FROM a\nCOPY x <<EOF\nEOF\n", "2: COPY has a here-document as its destination. Put the destination last.")]
    [InlineData(
        "FROM a\nRUN <<EOF\nx\n", "2: the here-document 'EOF' does not end. Put EOF on a line of its own behind it.")]
    [InlineData(
        "FROM a\nCMD [\"a\", 1]\n",
        "2: [\"a\", 1] is a JSON array with something else than strings. Put every argument into double quotes.")]
    [InlineData(
        "FROM a\nSHELL bash -c\n",
        "2: SHELL needs a JSON array with at least one string: SHELL [\"/bin/sh\", \"-c\"].")]
    [InlineData("FROM a\nENV x\n", "2: ENV 'x' has no value. Write ENV x=<value>.")]
    [InlineData(
        "FROM a\nENV x=1 y\n",
        "2: ENV 'y' has no '='. Write <name>=<value>, with quotes around values that hold blanks.")]
    [InlineData("FROM a\nLABEL =1\n", "2: LABEL '=1' has no name before the '='.")]
    [InlineData("FROM a\nARG\n", "2: ARG needs a name: ARG <name>[=<default>].")]
    [InlineData("FROM a\nUSER\n", "2: USER needs a user.")]
    [InlineData("FROM a\nEXPOSE\n", "2: EXPOSE needs a port.")]
    [InlineData("FROM a\nONBUILD FROM b\n", "2: ONBUILD cannot hold FROM.")]
    [InlineData("FROM a\nHEALTHCHECK TEST x\n", "2: HEALTHCHECK takes CMD or NONE, not 'TEST'.")]
    [InlineData(
        "FROM a\nHEALTHCHECK --interval=5 CMD x\n",
        "2: HEALTHCHECK --interval=5 is not a duration. Write a number and a unit, such as 1m30s or 500ms.")]
    [InlineData("FROM a\nHEALTHCHECK --retries=-1 CMD x\n", "2: HEALTHCHECK --retries=-1 is not a number from 0 on.")]
    [InlineData("FROM a\nRUN --network=hots x\n", "2: RUN --network=hots does not exist. Did you mean 'host'?")]
    public void ParsingNamesFileLineAndRemedy(string text, string expected)
    {
        var error = Assert.Throws<DockerfileException>(() => Dockerfile.Parse(text, "/repo/Dockerfile"));

        Assert.Equal($"/repo/Dockerfile:{expected}", error.Message);
        Assert.Equal(("/repo/Dockerfile", $"{error.Line}: {error.Problem}"), (error.File, expected));
    }

    [Theory]
    [InlineData(
        "ARG v\nFROM a:1 AS x\nFROM $v\n",
        "3: FROM $v names no image: v has no value. Declare it with ARG above the first FROM or pass it as a build "
        + "argument.")]
    [InlineData(
        "ARG v=\nFROM $v\n",
        "2: FROM $v names no image: its variables are empty. Pass them as build arguments or give their ARG a "
        + "default.")]
    [InlineData(
        "FROM --platform=$P a\n",
        "1: FROM --platform=$P names no platform: P has no value. Declare it with ARG above the first FROM or pass it "
        + "as a build argument.")]
    [InlineData(
        "FROM --platform=a/b/c/d a\n",
        "1: FROM --platform=a/b/c/d is no platform. Write os/architecture, such as linux/arm64.")]
    [InlineData("ARG v=\"${w:?w is the version}\"\nFROM a\n", "1: w: w is the version.")]
    [InlineData("FROM a\nLABEL a=${v?}\n", "2: v is required and not set. Pass it as a build argument.")]
    [InlineData("FROM a\nENV v=\nLABEL a=${v:?}\n", "3: v is required and empty. Pass it as a build argument.")]
    [InlineData("FROM a\nLABEL a=1 \\\n b=${v:-\n", "3: '${v:-' has no closing '}'.")]
    [InlineData("FROM a\nLABEL a=${}\n", "2: '${}' has a ${ without a variable's name.")]
    [InlineData(
        "FROM a\nLABEL a=${v=1}\n",
        "2: '${v=1}' has the modifier '=' behind a variable, which no builder knows. Use :-, :+, :?, -, +, ?, #, ##, "
        + "%, %%, / or //.")]
    [InlineData(
        "FROM a\nLABEL a=${v#\\x}\n",
        "2: '\\x' is not a pattern: a backslash may stand before *, ?, \\, } and / only.")]
    [InlineData("FROM a\nLABEL a='b\n", "2: ''b' has no closing single quote.")]
    [InlineData("FROM a\nCOPY \"x y\" /\n", "2: '\"x' has no closing double quote.")]
    [InlineData("FROM a\nCOPY <<EOF /x\nfine\n${v\nEOF\n", "4: '${v' has no closing '}'.")]
    [InlineData("FROM a\nEXPOSE 80/tpc\n", "2: '80/tpc' has the protocol 'tpc'. Use tcp, udp or sctp.")]
    [InlineData("FROM a\nEXPOSE 80 http\n", "2: 'http' has 'http' for a port. Use a number from 0 to 65535.")]
    [InlineData(
        "FROM a\nSTOPSIGNAL SIGTREM\n",
        "2: STOPSIGNAL 'SIGTREM' is no signal. Use a name such as SIGTERM or a number.")]
    [InlineData("FROM a\nRUN []\n", "2: RUN [] executes nothing. Put a program into the array.")]
    [InlineData(
        "FROM a\nRUN --mount=type=cahce,target=/x y\n", "2: 'cahce' is not a type of mount. Did you mean 'cache'?")]
    [InlineData(
        "FROM a\nRUN --mount=type=bind,size=1 y\n", "2: 'size' does not belong to a mount of type bind. Remove it.")]
    [InlineData(
        "FROM a\nRUN --mount=type=secret y\n",
        "2: a secret's mount names no secret. Write --mount=type=secret,id=<id>.")]
    [InlineData("FROM a\nCOPY --from=1 x y\n", "2: --from=1 is no stage: /repo/Dockerfile has stages 0 to 0.")]
    [InlineData("FROM a AS b\nCOPY --from=b x y\n", "2: stage 'b' reads from itself. Read from an earlier stage.")]
    [InlineData(
        "FROM a AS b\nCOPY --from=c x y\nFROM a AS c\nFROM b\n",
        "2: stage 'c' begins only on line 3. Move it above stage 'b', which reads from it.")]
    [InlineData("FROM a AS b\nONBUILD FRM\nFROM b\n", "2: unknown instruction 'FRM'. Did you mean 'FROM'?")]
    public void ResolvingNamesFileLineAndRemedy(string text, string expected)
    {
        var file = Dockerfile.Parse(text, "/repo/Dockerfile");

        var error = Assert.Throws<DockerfileException>(() => file.Resolve(BuildInputs.Default).NeededStages());

        Assert.Equal($"/repo/Dockerfile:{expected}", error.Message);
    }

    [Theory]
    [InlineData("tests", "/repo/Dockerfile has no stage 'tests'. Its stages are build, test.")]
    [InlineData(
        "2",
        "/repo/Dockerfile:3: stage 2 has no name, and builders know targets by name only. Write AS <name> behind its "
        + "FROM.")]
    public void AnUnknownTargetListsTheStages(string target, string expected)
    {
        var file = Dockerfile.Parse("FROM a AS build\nFROM a AS test\nFROM a\n", "/repo/Dockerfile");

        var error = Assert.Throws<ArgumentException>(() => file.Resolve(BuildInputs.Default, target));

        Assert.Equal(expected, error.Message);
    }

    [Fact]
    public void AFileWithoutNamesSaysHowToNameAStage()
    {
        var error = Assert.Throws<ArgumentException>(
            () => Dockerfile.Parse("FROM a\n", "/repo/Dockerfile").GetTarget("test"));

        Assert.Equal(
            "/repo/Dockerfile has no stage 'test', because none of its stages has a name. Write FROM <image> AS test.",
            error.Message);
    }

    [Fact]
    public void ALineLongerThanBuildersReadIsRefused()
    {
        var error = Assert.Throws<DockerfileException>(
            () => Dockerfile.Parse($"FROM a\nRUN {new string('x', 65532)}\n", "Dockerfile"));

        Assert.Equal(
            "Dockerfile:2: this line has more than 65535 bytes, no builder reads it. Continue it on the next line.",
            error.Message);
        Assert.Single(Dockerfile.Parse($"FROM a\nRUN {new string('x', 65531)}\n", "Dockerfile").Stages);
    }
}
