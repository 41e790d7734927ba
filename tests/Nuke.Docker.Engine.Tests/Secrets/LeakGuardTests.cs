using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Secrets;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Secrets;

/// <summary>User and password as build arguments: not a byte of them reaches the engine.</summary>
public abstract class LeakGuardTests(PrivateEngine fixture) : EngineTest(fixture)
{
    const string Password = "p4ss/w0rd-of-the-git-server";
    const string Dockerfile = "FROM alpine\nARG USER\nARG PASSWORD\nRUN echo \"$USER:$PASSWORD\" | wc -c >/length\n";

    [Theory]
    [InlineData(ImageBuilder.Auto)]
    [InlineData(ImageBuilder.Classic)]
    [InlineData(ImageBuilder.BuildKit)]
    public async Task ASecretInABuildArgumentStopsTheBuildBeforeItIsSent(ImageBuilder builder)
    {
        await using var proxy = new EngineProxy(Fixture.Endpoint);

        var error = await Assert.ThrowsAsync<SecretLeakException>(() => BuildAsync(proxy, builder));

        Assert.Equal(
            $"Image '{Name}' was not built: the build argument 'PASSWORD' (ARG in {Context.Path}/Dockerfile:3) holds "
            + "the value of the parameter GitPassword, and the image's history would show it. Call "
            + "AddSecret(\"password\", …) and read it with RUN --mount=type=secret,id=password, or, if it is no "
            + "secret, call AllowBuildArgument(\"PASSWORD\").",
            error.Message);
        Assert.DoesNotContain(proxy.Requests, request => request is "POST /build" or "POST /session");
        var scan = new SecretScan(Password);
        scan.Look("what was sent", proxy.Sent);
        Assert.Empty(scan.Findings);
        Assert.False(await IsOnEngineAsync(Name));
    }

    [Theory]
    [InlineData(ImageBuilder.Classic)]
    [InlineData(ImageBuilder.BuildKit)]
    public async Task ItIsSentIfItsNameIsAllowed(ImageBuilder builder)
    {
        await using var proxy = new EngineProxy(Fixture.Endpoint);

        await BuildAsync(proxy, builder, settings => settings.AllowBuildArgument("PASSWORD"));

        Assert.Equal($"{"anna:\n".Length + Password.Length}", await OutputOfAsync(Name, "cat", "/length"));
        Assert.Contains(proxy.Requests, request => request is "POST /build" or "POST /session");
        var scan = new SecretScan(Password);
        scan.Look("what was sent", proxy.Sent);
        Assert.NotEmpty(scan.Findings);
    }

    async Task BuildAsync(
        EngineProxy proxy, ImageBuilder builder, Func<ImageBuildSettings, ImageBuildSettings>? configure = null)
    {
        await using var engine = await DockerEngine.ConnectAsync(EngineEndpoint.Parse(proxy.Endpoint), Stop);
        var settings = Image(Dockerfile)
            .SetBuilder(builder)
            .SetBuildArgument("USER", "anna")
            .SetBuildArgument("PASSWORD", Password)
            .AddKnownSecrets(new KnownSecret("the parameter GitPassword", Password));
        await ImageBuild.RunAsync(engine, (configure ?? (same => same))(settings), Events, Stop);
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class LeakGuardTestsOnTheMachinesVersion(MachineEngine fixture) : LeakGuardTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class LeakGuardTestsWithTheContainerdStore(
    NewestEngineWithContainerdStore fixture) : LeakGuardTests(fixture);
