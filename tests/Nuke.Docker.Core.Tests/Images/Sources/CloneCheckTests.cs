using Nuke.Docker.Images;
using Nuke.Docker.Images.Sources;
using Dockerfile = Nuke.Docker.Dockerfiles.Dockerfile;

namespace Nuke.Docker.Core.Tests.Images.Sources;

public class CloneCheckTests
{
    const string Url = "https://host/x.git";
    const string Commit = "0123456789abcdef0123456789abcdef01234567";
    static readonly ImageBuildSettings _pinned = ImageBuildSettings.Default.PinGit("COMMIT", Url);

    [Theory]
    [InlineData("RUN git clone https://host/x.git", "git clone https://host/x.git")]
    [InlineData(
        "RUN cd /src && git  clone --depth 1 https://host/x.git . && make",
        "git  clone --depth 1 https://host/x.git .")]
    [InlineData("RUN [\"git\", \"clone\", \"https://host/x.git\"]", "git clone https://host/x.git")]
    [InlineData("RUN git -C /src -c core.abbrev=8 fetch origin", "git -C /src -c core.abbrev=8 fetch origin")]
    [InlineData("RUN GIT_SSL_NO_VERIFY=1 git pull", "git pull")]
    [InlineData("RUN if true; then git clone https://host/x.git; fi", "git clone https://host/x.git")]
    [InlineData("RUN git submodule update --init --remote", "git submodule update --init --remote")]
    [InlineData("RUN <<EOF\n# git clone\ngit clone https://host/x.git\nEOF", "git clone https://host/x.git", 4)]
    [InlineData(
        "RUN apt-get install git && \\\n  # git clone for the sources\n  git clone https://host/x.git",
        "git clone https://host/x.git",
        4)]
    public void ACloneWithoutACommitIsToldWithItsLine(string instruction, string command, int line = 2) => Assert.Equal(
        $"/repo/Dockerfile:{line}: '{command}' is cached by its text, so a new commit would go unnoticed. "
            + "Call PinGit(\"COMMIT\", address) in the build, declare ARG COMMIT above it and check $COMMIT out in it.",
        Assert.Single(Warnings($"FROM a\n{instruction}\n", ImageBuildSettings.Default)));

    [Theory]
    [InlineData("RUN apt-get install -y git")]
    [InlineData("RUN echo git clone https://host/x.git")]
    [InlineData("RUN git --version && git init && git checkout main")]
    [InlineData("RUN ./git clone")]
    [InlineData("COPY git clone /")]
    [InlineData("RUN # git clone")]
    [InlineData("RUN git clone https://host/x.git . && git checkout 0123456789abcdef0123456789abcdef01234567")]
    [InlineData("ADD https://host/x.tar.gz /")]
    [InlineData("ADD https://host/x.git#0123456789abcdef0123456789abcdef01234567 /")]
    public void WhatFetchesNothingThatMovesIsFine(string instruction) =>
        Assert.Empty(Warnings($"FROM a\n{instruction}\n", ImageBuildSettings.Default));

    [Theory]
    [InlineData("ARG COMMIT\nRUN git clone https://host/x.git . && git checkout $COMMIT")]
    [InlineData("ARG COMMIT\nRUN git clone https://host/x.git . && git checkout \"${COMMIT}\"")]
    [InlineData("ARG COMMIT=main\nRUN git clone https://host/x.git .\nRUN git checkout ${COMMIT:-main}")]
    [InlineData("ARG COMMIT\nADD https://host/x.git#$COMMIT /")]
    public void AClonePinnedByADeclaredArgumentIsFine(string instructions) =>
        Assert.Empty(Warnings($"FROM a\n{instructions}\n", _pinned));

    [Theory]
    [InlineData("RUN git clone https://host/x.git . && git checkout $COMMIT\nARG COMMIT", 2)]
    [InlineData("ARG COMMIT\nRUN git clone https://host/x.git .", 3)]
    [InlineData("ARG COMMIT\nFROM b\nRUN git clone https://host/x.git . && git checkout $COMMIT", 4)]
    public void AnArgumentThatIsNotInForceAtTheCloneDoesNotPin(string instructions, int line) => Assert.Equal(
        $"/repo/Dockerfile:{line}: "
        + $"'{(instructions.Contains('.', StringComparison.Ordinal) ? "git clone https://host/x.git ." : "")}' is "
        + "cached by its text, so a new commit would go unnoticed. Declare ARG COMMIT above it and check $COMMIT out "
        + "in it.",
        Assert.Single(Warnings($"FROM a\n{instructions}\n", _pinned)));

    [Fact]
    public void AnArgumentWhoseValueIsACommitPinsToo()
    {
        const string Dockerfile = "FROM a\nARG REF\nRUN git clone https://host/x.git . && git checkout $REF\n";

        Assert.Empty(Warnings(Dockerfile, ImageBuildSettings.Default.SetBuildArgument("REF", Commit)));
        Assert.Single(Warnings(Dockerfile, ImageBuildSettings.Default.SetBuildArgument("REF", "main")));
        Assert.Empty(
            Warnings(
                Dockerfile.Replace("ARG REF", $"ARG REF={Commit}", StringComparison.Ordinal),
                ImageBuildSettings.Default));
    }

    [Fact]
    public void AddOfARepositoryIsToldToo() => Assert.Equal(
        "/repo/Dockerfile:2: 'ADD https://host/x.git#main' is cached by its text, so a new commit would go unnoticed. "
            + "Call PinGit(\"COMMIT\", address) in the build, declare ARG COMMIT above it and put #$COMMIT behind the "
            + "address.",
        Assert.Single(Warnings("FROM a\nADD https://host/x.git#main /\n", ImageBuildSettings.Default)));

    [Theory]
    [InlineData("git clone https://$USER:$PASSWORD@host/x.git")]
    [InlineData("git clone https://me:hidden@host/x.git")]
    public void ACredentialInTheCommandIsToldWithoutShowingIt(string command) => Assert.Equal(
        "/repo/Dockerfile:2: 'git clone https://***@host/x.git' is given a credential, which everybody can read in "
        + "the image's history. Clone on this side and send it as the context: "
        + "SetContext(GitSource.Parse(…).WithCredential(…)).",
        Assert.Single(Warnings($"FROM a\nRUN {command}\n", ImageBuildSettings.Default.EnableNoCache())));

    [Fact]
    public void NothingIsStaleWithoutCacheOrBehindTheTarget()
    {
        const string Dockerfile = "FROM a AS first\nFROM a AS second\nRUN git clone https://host/x.git\n";

        Assert.Empty(Warnings(Dockerfile, ImageBuildSettings.Default.EnableNoCache()));
        Assert.Empty(Warnings(Dockerfile, ImageBuildSettings.Default.SetTarget("first")));
    }

    static IEnumerable<string> Warnings(string text, ImageBuildSettings settings) =>
        CloneCheck.Warnings(Dockerfile.Parse(text, "/repo/Dockerfile"), settings);
}
