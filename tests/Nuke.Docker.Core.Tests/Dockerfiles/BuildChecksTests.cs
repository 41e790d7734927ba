using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Core.Tests.Dockerfiles;

public class BuildChecksTests
{
    [Fact]
    public void MaintainerIsReportedWithItsLineAndWhatToWrite() =>
        Assert.Equal(
            [
                "Dockerfile:3: MAINTAINER is deprecated (MaintainerDeprecated). "
                + "Write LABEL org.opencontainers.image.authors=\"Ann <ann@example.com>\" instead.",
                "Dockerfile:6: MAINTAINER is deprecated (MaintainerDeprecated). "
                + "Write LABEL org.opencontainers.image.authors=\"Bob\" instead.",
            ],
            Warnings(
                """
                FROM alpine AS first
                # The author:
                MAINTAINER Ann <ann@example.com>

                FROM alpine
                maintainer \
                  Bob
                """));

    [Theory]
    [InlineData("FROM alpine\nLABEL maintainer=Ann\n")]
    [InlineData("# check=skip=MaintainerDeprecated\nFROM alpine\nMAINTAINER Ann\n")]
    [InlineData("# check=error=true; skip=StageNameCasing, MaintainerDeprecated\nFROM alpine\nMAINTAINER Ann\n")]
    [InlineData("# check=skip=all\nFROM alpine\nMAINTAINER Ann\n")]
    public void WhatIsFineOrSkippedIsNotReported(string text) => Assert.Empty(Warnings(text));

    [Fact]
    public void SkippingAnotherRuleSkipsNotThisOne() =>
        Assert.Single(Warnings("# check=skip=StageNameCasing\nFROM alpine\nMAINTAINER Ann\n"));

    static IEnumerable<string> Warnings(string text) => BuildChecks.Warnings(Dockerfile.Parse(text, "Dockerfile"));
}
