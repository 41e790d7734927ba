using Nuke.Docker.Images.Builders;
using Nuke.Docker.Images.Sources;

namespace Nuke.Docker.Core.Tests.Images.Builders;

public sealed class ClassicLimitsTests
{
    [Theory]
    [InlineData("FROM alpine\nRUN --mount=type=cache,target=/cache true\n", 2, "RUN --mount")]
    [InlineData("FROM alpine\nRUN --network=none true\n", 2, "RUN --network")]
    [InlineData("FROM alpine\nRUN <<EOF\ntrue\nEOF\n", 2, "a here-document of RUN")]
    [InlineData("FROM alpine\n\nCOPY <<EOF /file\ntext\nEOF\n", 3, "a here-document of COPY")]
    [InlineData("FROM alpine\nCOPY --from=one --chmod=755 a /a\n", 2, "COPY --chmod")]
    [InlineData("# syntax=docker/dockerfile:1\nFROM alpine\nADD --chmod=755 a /a\n", 3, "ADD --chmod")]
    public void WhatNeedsBuildKitIsNamedWithItsLine(string dockerfile, int line, string feature)
    {
        var error = Assert.Throws<NotSupportedException>(() => Check(dockerfile));

        Assert.Equal(
            $"Dockerfile:{line}: {feature} needs BuildKit, and image 'shop' is built with the classic builder. "
            + "Choose BuildKit with SetBuilder or --docker-builder.",
            error.Message);
    }

    [Theory]
    [InlineData("FROM --platform=linux/amd64 alpine AS one\nFROM alpine\nCOPY --from=one --chown=1 a /a\nRUN cat <a\n")]
    [InlineData("FROM alpine AS shipped\nFROM alpine AS later\nRUN --mount=type=tmpfs,target=/t true\n", "shipped")]
    [InlineData("# syntax=example.com/other\nWHATEVER <<EOF\n")]
    public void WhatTheClassicBuilderDoesPasses(string dockerfile, string? target = null) => Check(dockerfile, target);

    static void Check(string dockerfile, string? target = null) =>
        ClassicLimits.Check(
            new DockerfileSource("Dockerfile", dockerfile), target, ClassicReason.Chosen("'shop'"));
}
