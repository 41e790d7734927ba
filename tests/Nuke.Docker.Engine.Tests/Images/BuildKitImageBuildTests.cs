using Nuke.Docker.Contexts;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Secrets;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>The same step with the other builder: the same settings, results and errors.</summary>
public abstract class BuildKitImageBuildTests(PrivateEngine fixture) : EngineTest(fixture)
{
    [Fact]
    public async Task AnImageIsTheOneThatTheClassicBuilderMakes()
    {
        Context.Write("file", "x");
        const string Dockerfile =
            "FROM alpine\nARG GREETING\nWORKDIR /app\nCOPY file .\nRUN echo \"$GREETING\" >greeting\nUSER 1000\n"
            + "ENTRYPOINT [\"cat\", \"greeting\"]\n";

        var built = await BuildKitAsync(
            Dockerfile, settings => settings.SetBuildArgument("GREETING", "hello").SetLabel("who", "me"));

        Assert.Equal("hello", await OutputOfAsync(Name));
        Assert.Equal([ImageReference.Parse(Name)], built.Tags);
        Assert.True(built.SizeBytes > 0);
        Assert.Equal(
            ["WORKDIR /app", "COPY file .", "RUN echo \"hello\" >greeting"],
            built.Steps.Where(step => step.Step.Number > 1).OrderBy(step => step.Step.Number)
                .Select(step => step.Step.Instruction.Replace("$GREETING", "hello", StringComparison.Ordinal)));
        var image = Assert.Single(
            await Fixture.Contents.ImagesAsync(Stop), image => image.Names.Contains($"{Name}:latest"));
        Assert.Equal("me", image.Labels["who"]);
        Assert.StartsWith("sha256:", built.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailingStepIsShownInItsDockerfile()
    {
        var error = await Assert.ThrowsAsync<ImageBuildException>(() => BuildKitAsync(
            "FROM alpine AS base\nRUN echo fine\nRUN echo broken >&2; exit 3\nRUN echo never\n"));

        Assert.Equal(
            [
                $"Image '{Name}' stopped at step 3/4, RUN echo broken >&2; exit 3: exit code 3.",
                $"  {Context.Path}/Dockerfile:3",
                "    1 | FROM alpine AS base",
                "    2 | RUN echo fine",
                "  > 3 | RUN echo broken >&2; exit 3",
                "    4 | RUN echo never",
                "  broken",
            ],
            error.Message.Split('\n'));
        Assert.Equal((3, 3, 3), (error.ExitCode, error.Line, error.Step!.Number));
    }

    [Fact]
    public async Task AnImageThatLosesItsNameIsRemoved()
    {
        var first = await BuildKitAsync("FROM alpine\nRUN echo 1 >/file\n");

        var second = await BuildKitAsync("FROM alpine\nRUN echo 2 >/file\n");

        Assert.NotEqual(first.Id, second.Id);
        Assert.False(await IsOnEngineAsync(first.Id));
        Assert.Equal("2", await OutputOfAsync(Name, "cat", "/file"));
    }

    [Fact]
    public async Task ASecretIsMountedAndHidden()
    {
        const string Value = "s3cr3t-v4lue-of-the-test";
        await BuildKitAsync(
            "FROM alpine\nRUN --mount=type=secret,id=token cat /run/secrets/token; wc -c </run/secrets/token "
            + ">/length\n",
            settings => settings.AddSecret(BuildSecret.FromValue("token", Value)));

        Assert.Equal($"{Value.Length}", await OutputOfAsync(Name, "cat", "/length"));
        Assert.DoesNotContain(Value, string.Join('\n', Events.Output), StringComparison.Ordinal);
        Assert.NotEmpty(Events.Output);
    }

    [Fact]
    public async Task AnImageThatGivesASecretAwayIsRemoved()
    {
        var error = await Assert.ThrowsAsync<SecretLeakException>(() => BuildKitAsync(
            "FROM alpine\nARG A\nARG B\nENV JOINED=$A$B\n",
            settings => settings.AddKnownSecrets(new KnownSecret("the parameter Token", "swordfish-1"))
                .SetBuildArgument("A", "sword").SetBuildArgument("B", "fish-1")));

        Assert.StartsWith(
            $"Image '{Name}' gave away the parameter Token: it is in ", error.Message, StringComparison.Ordinal);
        Assert.False(await IsOnEngineAsync(Name));
    }

    [Fact]
    public async Task ADockerfileMayBeAnywhere()
    {
        Context.Write("file", "x");
        Context.Write("ignored", "x");
        Context.Write("docker/app.Dockerfile.dockerignore", "ignored\ndocker\nDockerfile\n");
        Context.Write("docker/app.Dockerfile", "FROM alpine\nCOPY . /below\n");
        Output.Write("Outside", "FROM alpine\nCOPY file /outside/\n");

        await BuildKitAsync(
            "", settings => settings.SetContext(context => context.SetDockerfilePath("docker/app.Dockerfile")));
        Assert.Equal("file", await OutputOfAsync(Name, "ls", "-A", "/below"));
        await BuildKitAsync(
            "", settings => settings.SetContext(context => context.SetDockerfilePath($"{Output.Path}/Outside")));
        Assert.Equal("file", await OutputOfAsync(Name, "ls", "/outside"));
        await BuildKitAsync(
            "",
            settings => settings.SetContext(context => context.SetDockerfileText("FROM alpine\nCOPY file /text/\n")));
        Assert.Equal("file", await OutputOfAsync(Name, "ls", "/text"));
    }

    [Fact]
    public async Task StagesSideBySideAreShownOneAfterAnother()
    {
        const string Loop = "for i in 1 2 3 4 5; do echo $0 $i; sleep 0.05; done";
        await BuildKitAsync(
            $"FROM alpine AS a\nRUN sh -c '{Loop}' a; echo 1 >/a\nFROM alpine AS b\nRUN sh -c '{Loop}' b; echo 1 >/b\n"
            + "FROM alpine\nCOPY --from=a /a /\nCOPY --from=b /b /\n");

        var order = string.Concat(Events.Output.Select(line => line[0]));
        Assert.True(order is "aaaaabbbbb" or "bbbbbaaaaa", order);
    }

    [Fact]
    public async Task AStageThatNobodyNeedsIsSkipped()
    {
        var built = await BuildKitAsync("FROM alpine AS unused\nRUN exit 1\nFROM alpine\nRUN echo 1 >/file\n");

        Assert.DoesNotContain(built.Steps, step => step.Step.Instruction.Contains("exit 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task HostsHoldDuringTheBuild()
    {
        await BuildKitAsync(
            "FROM alpine\nRUN ls /sys/class/net >/network; grep files.example /etc/hosts >/hosts\n",
            settings => settings.SetNetwork("none").AddExtraHost("files.example", "10.1.2.3"));

        Assert.Equal("lo", await OutputOfAsync(Name, "cat", "/network"));
        Assert.StartsWith("10.1.2.3", await OutputOfAsync(Name, "cat", "/hosts"), StringComparison.Ordinal);
    }

    private protected override ImageBuilder DefaultBuilder => ImageBuilder.BuildKit;

    Task<BuiltImage> BuildKitAsync(string dockerfile, Func<ImageBuildSettings, ImageBuildSettings>? configure = null) =>
        BuildAsync(dockerfile, configure);
}

[Collection(nameof(MachineEngineCollection))]
public sealed class BuildKitImageBuildTestsOnTheMachinesVersion(
    MachineEngine fixture) : BuildKitImageBuildTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class BuildKitImageBuildTestsOnEngine26(Engine26 fixture) : BuildKitImageBuildTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class BuildKitImageBuildTestsOnTheNewestVersion(
    NewestEngineWithAlpine fixture) : BuildKitImageBuildTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class BuildKitImageBuildTestsWithTheContainerdStore(
    NewestEngineWithContainerdStore fixture) : BuildKitImageBuildTests(fixture);
