namespace Nuke.Docker.Engine.Tests.Dockerfiles;

static partial class Samples
{
    public static readonly string[] Stages =
    [
        "FROM scratch AS a\nLABEL x=1\nFROM scratch AS A\nLABEL x=2\nFROM a\nLABEL y=1\n",
        "FROM scratch AS 1a\n",
        "FROM scratch AS a/b\n",
        "FROM scratch b\n",
        "FROM scratch AS\n",
        "from scratch as a-b_c.d\nlabel x=1\nFROM a-b_c.d\n",
        "FROM scratch AS scratch\nLABEL a=1\nFROM scratch\nLABEL b=1\n",
        "ARG s=base\nFROM scratch AS base\nLABEL a=1\nFROM $s\nLABEL b=2\n",
        "ARG x\nFROM $x\n",
        "FROM --platform=$BUILDPLATFORM scratch\nLABEL a=1\n",
        "FROM --platform=$nothing scratch\n",
        "FROM --platform=foo/bar/baz/qux scratch\n",
        "FROM --plattform=linux/amd64 scratch\n",
        "FROM scratch AS a\nENV e=1\nWORKDIR /w\nUSER u\nFROM a\nWORKDIR x\nLABEL a=$e\n",
        "FROM scratch AS a\nCOPY --from=b /x /y\nFROM scratch AS b\nLABEL x=1\n",
        "FROM scratch AS a\nCOPY --from=b /x /y\nFROM scratch AS b\nCOPY a /x\nFROM a\n",
        "FROM scratch AS a\nCOPY a /x\nFROM scratch\nCOPY --from=A /x /y\nCOPY --from=0 /x /z\n",
        "FROM scratch AS a\nCOPY --from=7 x y\n",
        "FROM scratch AS a\nCOPY --from=a x y\n",
        "ARG v=a\nFROM scratch AS a\nFROM scratch\nCOPY --from=$v x y\n",
        "FROM scratch\nCOPY --from= a /x\n",
        "FROM scratch AS a\nLABEL a=${x:?m}\nFROM scratch\nLABEL b=1\n",
        "FROM scratch AS a\nFOO\nFROM scratch\n",
    ];

    public static readonly string[] Scopes =
    [
        "ARG v=1\nFROM scratch\nLABEL a=$v\nARG v\nLABEL b=$v\nARG v=2\nLABEL c=$v\n",
        "ARG v=1\nFROM scratch AS a\nARG v\nLABEL a=$v\nFROM scratch\nLABEL b=$v\nARG v\nLABEL c=$v\n",
        "FROM scratch AS a\nARG v=1\nLABEL a=$v\nFROM a\nLABEL b=$v\n",
        "FROM scratch\nENV v=1\nARG v=2\nLABEL a=$v\n",
        "FROM scratch\nARG v=2\nENV v=1\nLABEL a=$v\n",
        "FROM scratch\nARG GIVEN=${nothing:?needed}\nLABEL a=$GIVEN\n",
        "ARG GIVEN=1\nARG w=${GIVEN}2\nFROM scratch\nARG GIVEN\nARG w\nARG z=$w\nLABEL a=$GIVEN b=$w c=$z\n",
        "ARG v=${q:?need}\nFROM scratch\n",
        "FROM scratch AS Foo\nARG TARGETSTAGE\nARG TARGETVARIANT\nARG BUILDOS\nARG TARGETARCH\nARG TARGETPLATFORM=x\n"
        + "LABEL a=$TARGETSTAGE b=$TARGETVARIANT c=$BUILDOS d=$TARGETARCH e=$TARGETPLATFORM\n",
        "FROM scratch\nLABEL a=$TARGETARCH$GIVEN$http_proxy\n",
        "FROM scratch\narg V=1\nlabel a=$V b=$v\n",
        "FROM scratch\nENV PATH=/x:$PATH\n",
    ];

    public static readonly string[] Triggers =
    [
        "FROM scratch\nonbuild  label   a=b  \n",
        "FROM scratch\nONBUILD FOO bar\n",
        "FROM scratch AS a\nONBUILD FOO bar\nFROM a\n",
        "FROM scratch\nONBUILD ONBUILD RUN x\n",
        "FROM scratch\nONBUILD FROM x\n",
        "FROM scratch\nONBUILD MAINTAINER x\n",
        "FROM scratch\nONBUILD CMD [\"a\", 1]\n",
        "FROM scratch\nONBUILD --x RUN a\n",
        "FROM scratch\nONBUILD\n",
        "FROM scratch\nONBUILD LABEL a=\"$b\" \\\n  c=d  \n",
        "FROM scratch AS a\nONBUILD LABEL x=1\nENV v=2\nFROM a AS b\nLABEL y=$v\nFROM b\nLABEL z=1\n",
        "FROM scratch AS a\nONBUILD ENV v=1\nFROM a\nLABEL y=$v\n",
        "FROM scratch\nONBUILD COPY <<EOF /x\nhi\nEOF\n",
    ];

    public static readonly string[] Flags =
    [
        "FROM scratch\nCOPY --frm=x a b\n",
        "FROM scratch\nCOPY --from=a --from=b a b\n",
        "FROM scratch\nCOPY --from a b\n",
        "FROM scratch\nCOPY --chown=\"1:2\" --link=FALSE a /x\n",
        "FROM scratch\nCOPY --chown= a /x\n",
        "FROM scratch\nCOPY --link=x a /x\n",
        "FROM scratch\nCOPY --link= a /x\n",
        "FROM scratch\nCOPY --link -- a /x\n",
        "FROM scratch\nCOPY --Link a /x\n",
        "FROM scratch\nCOPY --exclude=*.md --exclude=b . /x/\n",
        "FROM scratch\nARG u=5\nCOPY --chown=$u:$u --chmod=0600 a /x\n",
        "FROM scratch\nADD --keep-git-dir=true a /x\n",
        "FROM scratch\nADD --from=x a /x\n",
        "FROM scratch\nCMD --x y\n",
        "FROM scratch\nRUN --network=foo x\n",
        "FROM scratch\nRUN --mount=type=foo x\n",
        "FROM scratch\nRUN --mount=type=cache,foo=1 x\n",
        "FROM scratch\nRUN --mount=type=bind,from=$x,target=/a x\n",
        "FROM scratch\nRUN --mount=type=secret x\n",
        "FROM scratch\nRUN --mount=type=bind,target=/a,size=5 x\n",
        "FROM scratch\nRUN --mount=type=bind,target x\n",
    ];

    public static readonly string[] Heredocs =
    [
        "FROM scratch\nENV v=1\nCOPY <<a <<\"b\" <<-c /x/\n$v \"q\" \\$v \\\\ ${v:-\"k\"}\na\n$v\nb\n\t$v\n\tc\n"
        + "LABEL a=1\n",
        "FROM scratch\nCOPY <<EOF /x\na\n",
        "FROM scratch\nCOPY a <<EOF\na\nEOF\n",
        "FROM scratch\r\nCOPY <<EOF /x\r\na\r\nEOF\r\nLABEL a=1\r\n",
        "FROM scratch\nCOPY [\"<<EOF\", \"/x\"]\nLABEL a=1\n",
        "FROM scratch\nCOPY <<EOF /x\n${x\nEOF\n",
        "FROM scratch\nCOPY a <<EOF /x/\nLABEL no=1\nEOF\nLABEL a=1\n",
        "FROM scratch\nCOPY <<EOF <<EOF /x/\n1\nEOF\n2\nEOF\nLABEL a=1\n",
        "FROM scratch\nCOPY <<E'O'F /x\n$v\nEOF\nLABEL a=1\n",
        "FROM scratch\nCOPY <<-EOF /x\n\t\tEOF\nLABEL a=1\n",
        "FROM scratch\nLABEL a=<<EOF\nLABEL b=1\n",
    ];
}
