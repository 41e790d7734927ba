using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Core.Tests.Dockerfiles;

/// <remarks>https://docs.docker.com/reference/dockerfile/</remarks>
public class InstructionTests
{
    [Theory]
    [InlineData("CMD [\"a\", \"b c\"]", true, "a|b c")]
    [InlineData("CMD a  b", false, "a  b")]
    [InlineData("CMD ['a']", false, "['a']")]
    [InlineData("CMD [\"a\",]", false, "[\"a\",]")]
    [InlineData("CMD [ -f x ] && y", false, "[ -f x ] && y")]
    [InlineData("CMD [\"\\ud800\\n\"]", true, "\ufffd\n")]
    [InlineData("CMD []", true, "")]
    [InlineData("CMD", false, "")]
    public void WhatIsNoJsonArrayIsTheShellForm(string text, bool isExecForm, string words)
    {
        var command = Parse<Instruction.Cmd>(text).Command;

        Assert.Equal((isExecForm, words), (command.IsExecForm, string.Join('|', command.Words)));
    }

    [Fact]
    public void CopyTakesItsFlags()
    {
        var copy = Parse<Instruction.Copy>(
            "COPY --from=a --chown=\"u:g\" --chmod=640 --link --parents=true --exclude=*.md --exclude=\"b c\" x y");

        Assert.Equal(("a", "u:g", "640"), (copy.Origin?.Text, copy.Owner?.Text, copy.Mode?.Text));
        Assert.True(copy is { IsLinked: true, KeepsParents: true });
        Assert.Equal(["*.md", "b c"], copy.Excludes.Select(exclude => exclude.Text));
    }

    [Fact]
    public void AddTakesItsFlags()
    {
        var add = Parse<Instruction.Add>(
            "ADD --checksum=sha256:12 --keep-git-dir=false --unpack https://example.com/x y");

        Assert.Equal(("sha256:12", false, true), (add.Checksum?.Text, add.KeepsGitDirectory, add.Unpacks));
        Assert.Null(Parse<Instruction.Add>("ADD x y").KeepsGitDirectory);
    }

    [Fact]
    public void RunTakesMountsNetworkAndSecurity()
    {
        var run = Parse<Instruction.Run>(
            "RUN --mount=type=cache,dst=/c,id=x --mount=\"type=bind,from=a,src=/s,target=/t,rw\" --network=none "
            + "--security=insecure --device=gpu make");

        Assert.Equal([("cache", null, null, "/c", "x"), ("bind", "a", "/s", "/t", null)],
            run.Mounts.Select(mount => (mount.Type, mount.From, mount.Source, mount.Target, mount.Id)));
        Assert.Equal(
            ("none", "insecure", "gpu", "make"),
            (run.Network, run.Security, Assert.Single(run.Devices).Text, run.Command.ToString()));
    }

    [Fact]
    public void HealthcheckTakesItsDurations()
    {
        var check = Parse<Instruction.Healthcheck>(
            "HEALTHCHECK --interval=1m30s --timeout=500ms --start-period=1.5h --start-interval=2s --retries=4 CMD "
            + "[\"x\"]");

        Assert.Equal(
            (TimeSpan.FromSeconds(90), TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(90),
                TimeSpan.FromSeconds(2), 4),
            (check.Interval, check.Timeout, check.StartPeriod, check.StartInterval, check.Retries));
        Assert.Null(Parse<Instruction.Healthcheck>("HEALTHCHECK NONE").Command);
    }

    [Theory]
    [InlineData("ENV a=1 b=\"2 3\" c=", "a=1|b=\"2 3\"|c=")]
    [InlineData("ENV a b  c", "a=b  c")]
    [InlineData("LABEL \"x y\"='z'", "\"x y\"='z'")]
    public void BothFormsOfAssignmentsAreRead(string text, string expected)
    {
        var assignments = Parse<Instruction>(text) switch
        {
            Instruction.Env env => env.Assignments,
            var label => ((Instruction.Label)label).Assignments,
        };

        Assert.Equal(expected, string.Join('|', assignments.Select(one => $"{one.Name}={one.Value}")));
    }

    [Fact]
    public void OnBuildKeepsItsTextAndReadsItsTriggerLater()
    {
        var trigger = Parse<Instruction.OnBuild>("ONBUILD copy --link a b  ");

        Assert.Equal(("COPY", "copy --link a b  "), (trigger.Keyword, trigger.Expression));
        Assert.True(Assert.IsType<Instruction.Copy>(trigger.Trigger()).IsLinked);
        Assert.Throws<DockerfileException>(() => Parse<Instruction.OnBuild>("ONBUILD FOO").Trigger());
    }

    [Theory]
    [InlineData("CMD -- --x", "--x")]
    [InlineData("CMD  --  a", "a")]
    public void ALoneDoubleDashEndsTheFlags(string text, string command) =>
        Assert.Equal(command, Parse<Instruction.Cmd>(text).Command.ToString());

    [Theory]
    [InlineData("80", "80/tcp")]
    [InlineData("80-82/UDP", "80/udp 81/udp 82/udp")]
    [InlineData("127.0.0.1:8080:80", "80/tcp")]
    [InlineData("[::1]:1:2/sctp", "2/sctp")]
    public void PortsAreRangesWithAProtocol(string text, string ports) =>
        Assert.Equal(ports, string.Join(' ', ExposedPorts.Parse(text)));

    static T Parse<T>(string instruction) where T : Instruction =>
        Assert.IsAssignableFrom<T>(
            Assert.Single(Dockerfile.Parse($"FROM a\n{instruction}\n", "Dockerfile").Stages[0].Instructions));
}
