using Nuke.Docker.Contracts;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Contracts;

public abstract class ImageContractTests(PrivateEngine engine) : EngineTest(engine)
{
    const string Dockerfile =
        """
        FROM alpine
        RUN echo 'app:x:1000:2000::/app:' >/etc/passwd && echo 'staff:x:2000:' >/etc/group && mkdir -p /app/data \
            && echo hello >/app/greeting && chown 1000:2000 /app/greeting && chmod 4750 /app/greeting \
            && ln -s greeting /app/link && ln -s nowhere /app/broken
        ENV MODE=live TOKEN=abc
        LABEL purpose=practice
        EXPOSE 8080 53/udp
        USER app
        WORKDIR /app
        ENTRYPOINT ["/bin/cat"]
        CMD ["a b", "c"]
        """;

    [Fact]
    public async Task ConfigurationIsAsExpected()
    {
        var image = await BuildAsync(Dockerfile);

        await image.Should()
            .HaveUser("app").NotRunAsRoot()
            .ExposePort(8080).ExposePort(53, "udp")
            .HaveLabel("purpose").HaveLabel("purpose", "practice")
            .HaveEnvironmentVariable("MODE", "live").HaveEnvironmentVariable("PATH")
            .NotHaveEnvironmentVariable("PASSWORD")
            .HaveEntrypoint("/bin/cat").HaveCommand("a b", "c").HaveWorkingDirectory("/app")
            .BeSmallerThan(100_000_000)
            .VerifyAsync(Docker, Events, Stop);

        Assert.Equal("Should have the user 'app': yes", Events.Notices[0]);
        Assert.Equal("Should be smaller than 100 MB: yes", Events.Notices[^1]);
    }

    [Fact]
    public async Task FilesAreAsExpected()
    {
        var image = await BuildAsync(Dockerfile);

        await image.Should()
            .HaveFile("/app/greeting", file => file.WithMode("4750").OwnedBy("app:staff").WithContent("hello\n"))
            .HaveFile("/app/greeting", file => file.OwnedBy("1000").Containing("ell"))
            .HaveFile("/app/greeting", file =>
                file.WithSha256("5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"))
            .HaveFile("/app/link", file => file.LinkingTo("/app/greeting").WithContent("hello\n"))
            .HaveFile("/app/data", file => file.BeingDirectory().WithMode("755").OwnedBy("0:0"))
            .NotHaveFile("/app/missing").NotHaveFile("/no/such/directory").NotHaveFile("/app/greeting/below")
            .VerifyAsync(Docker, Events, Stop);
    }

    [Fact]
    public async Task EveryViolationIsToldWithWhatIsThereInstead()
    {
        var image = await BuildAsync(Dockerfile);

        var error = await Assert.ThrowsAsync<ImageContractException>(() => image.Should()
            .HaveUser("root").HaveUser("app")
            .ExposePort(80).HaveLabel("owner").HaveLabel("purpose", "theory")
            .HaveEnvironmentVariable("MODE", "test").HaveEnvironmentVariable("NONE").NotHaveEnvironmentVariable("TOKEN")
            .HaveEntrypoint().HaveCommand("\"").HaveWorkingDirectory("/")
            .BeSmallerThan(1)
            .HaveFile("/app/missing").HaveFile("/app/broken")
            .HaveFile("/app/link", file => file.LinkingTo("/app/elsewhere"))
            .HaveFile("/app/greeting", file => file.WithMode("0644").OwnedBy("root").WithContent("bye")
            .Containing("bye"))
            .HaveFile("/app/greeting", file => file.LinkingTo("x"))
            .HaveFile("/app/greeting", file => file.BeingDirectory())
            .HaveFile("/app/data", file => file.WithContent(""))
            .HaveFile("/app/greeting", file => file.OwnedBy("app:nobody"))
            .NotHaveFile("/app/broken").NotHaveFile("/etc")
            .VerifyAsync(Docker, Events, Stop));

        var size = ByteSize.Format(image.SizeBytes);
        string[] violations =
        [
            "should have the user 'root': it is 'app'.",
            "should expose 80/tcp: it exposes 53/udp, 8080/tcp.",
            "should have the label owner: there is none.",
            "should have the label purpose='theory': it is 'practice'.",
            "should have the environment variable MODE='test': it is 'live'.",
            "should have the environment variable NONE: there is none.",
            "should not have the environment variable TOKEN: there is one.",
            "should have the entry point []: it is [\"/bin/cat\"].",
            "should have the command [\"\\\"\"]: it is [\"a b\", \"c\"].",
            "should have the working directory '/': it is '/app'.",
            $"should be smaller than 1 B: it has {size}.",
            "should have /app/missing: it is not there.",
            "should have /app/broken: it links to /app/nowhere, which is not there.",
            "should have /app/link linking to /app/elsewhere: it links to /app/greeting.",
            "should have /app/greeting with mode 0644 owned by root: its mode is 4750, the image knows no user 'root', "
                + "it is not the content that is expected, 3 B, it does not contain 'bye'.",
            "should have /app/greeting linking to x: it is no link.",
            "should have the directory /app/greeting: it is no directory.",
            "should have /app/data: it is a directory.",
            "should have /app/greeting owned by app:nobody: the image knows no group 'nobody'.",
            "should not have /app/broken: it is there.",
            "should not have /etc: it is there.",
        ];
        Assert.Equal(violations, error.Violations);
        Assert.Equal(
            string.Join('\n', [
                $"Image '{Name}' breaks 21 of 22 expectations. It {violations[0]}",
                .. violations.Skip(1).Select(violation => "  It " + violation)]),
            error.Message);
    }

    [Fact]
    public async Task ImageWithoutAShellOrACommandIsVerifiedAsWell()
    {
        Context.Write("only", "content");
        var image = await BuildAsync("FROM scratch\nCOPY only /only\n");

        await image.Should()
            .HaveFile("/only", file => file.WithContent("content"))
            .NotHaveFile("/bin/sh")
            .HaveCommand().HaveEntrypoint().HaveUser("")
            .VerifyAsync(Docker, Events, Stop);
        var error = await Assert.ThrowsAsync<ImageContractException>(
            () => image.Should().NotRunAsRoot().VerifyAsync(Docker, Events, Stop));

        Assert.Equal($"Image '{Name}' should not run as root: it has no user.", error.Message);
    }

    [Fact]
    public async Task ImageThatIsNotThereIsNamed()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => ImageContract.For("nuke-docker/none").HaveUser("app").VerifyAsync(Docker, Events, Stop));

        Assert.Equal(
            $"The image 'nuke-docker/none' is not on the engine at '{Fixture.Endpoint}'. Build or pull it first.",
            error.Message);
    }
}

[Collection(nameof(SecondMachineEngineCollection))]
public sealed class ImageContractTestsOnTheMachinesVersion(MachineEngine engine) : ImageContractTests(engine);

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class ImageContractTestsOnTheNewestVersion(NewestEngineWithAlpine engine) : ImageContractTests(engine);
