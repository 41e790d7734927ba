using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Secrets;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>
/// What a build knows as secret is in nothing that anybody hears of it, and in nothing that it leaves.
/// </summary>
public abstract class SecretTests(PrivateEngine fixture) : EngineTest(fixture)
{
    private protected const string Value = "sw0rdf1sh-7Kq2";

    // Neither half is the secret, so that nothing can be said before the build. BuildKit's cache outlives the test's
    // images.
    string JoinsHalves => $"FROM alpine\nARG A\nARG B\nRUN echo \"joined $A$B\" && : {Name}\nENV JOINED=$A$B\n";

    [Fact]
    public async Task ABuildArgumentThatIsASecretIsNotSent()
    {
        var error = await Assert.ThrowsAsync<SecretLeakException>(() => SecretlyAsync(
            "ARG BASE=alpine\nFROM $BASE\nARG FEED\nRUN true\n",
            settings => Knowing(settings).SetBuildArgument("FEED", $"https://feed/?key={Value}")));

        Assert.Equal(
            $"Image '{Name}' was not built: the build argument 'FEED' (ARG in {Context.Path}/Dockerfile:3) "
            + "holds the value of the parameter Token, "
            + "and the image's history would show it. Call AddSecret(\"feed\", …) and read it with RUN "
            + "--mount=type=secret,id=feed, "
            + "or, if it is no secret, call AllowBuildArgument(\"FEED\").",
            error.Message);
        await AssertNothingHappenedAsync();
    }

    [Fact]
    public async Task ASecretInTheHistoryFailsTheBuildAndLeavesNoImage()
    {
        var error = await Assert.ThrowsAsync<SecretLeakException>(
            () => SecretlyAsync(JoinsHalves, settings => Halves(Knowing(settings))));

        Assert.StartsWith(
            $"Image '{Name}' gave away the parameter Token: it is in layer ", error.Message, StringComparison.Ordinal);
        Assert.Contains("ENV JOINED=***", error.Places[0], StringComparison.Ordinal);
        Assert.Contains(
            ". The image was removed. Read the value with RUN --mount=type=secret instead.\n",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "  the parameter Token is in Config.Env of its configuration, JOINED=***", error.Message.Split('\n'));
        AssertHidden(error);
        Assert.Contains("joined ***", Events.Output);
        Assert.False(await IsOnEngineAsync(Name));
        Assert.Empty(await LeftoversAsync());
    }

    [Fact]
    public async Task AnImageThatLeaksDoesNotTakeTheNameOfTheOneBefore()
    {
        var before = await SecretlyAsync("FROM alpine\nRUN echo 1 >/app\n");

        await Assert.ThrowsAsync<SecretLeakException>(
            () => SecretlyAsync(JoinsHalves, settings => Halves(Knowing(settings))));

        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/app"));
        Assert.True(await IsOnEngineAsync(before.Id));
    }

    [Fact]
    public async Task AnImageOfABuildThatDidNotKnowTheSecretLosesItsName()
    {
        var before = await SecretlyAsync(JoinsHalves, Halves);

        await Assert.ThrowsAsync<SecretLeakException>(
            () => SecretlyAsync(JoinsHalves, settings => Halves(Knowing(settings))));

        Assert.False(await IsOnEngineAsync(Name));
        Assert.False(await IsOnEngineAsync(before.Id));
    }

    [Fact]
    public async Task StepsThatALeakingImageSharesWithAnotherStayAndItsOwnGo()
    {
        var shared = $"FROM alpine\nARG A\nARG B\nRUN echo {Name} >/a\nRUN echo 2 >/b\n";
        Task<BuiltImage> BuildOtherAsync() => SecretlyAsync(
            shared + "RUN echo 3 >/c\n", settings => Halves(settings).SetTags($"{Name}-other"));
        var other = await BuildOtherAsync();
        var before = await ImagesWithoutNameAsync();
        var leaking = await SecretlyAsync(shared + "ENV JOINED=$A$B\nRUN echo 4 >/c\n", Halves);

        await Assert.ThrowsAsync<SecretLeakException>(() => SecretlyAsync(
            shared + "ENV JOINED=$A$B\nRUN echo 4 >/c\n", settings => Halves(Knowing(settings))));

        Assert.False(await IsOnEngineAsync(leaking.Id));
        Assert.Equal(before, await ImagesWithoutNameAsync());
        AssertCached(other, await BuildOtherAsync());
    }

    [Fact]
    public async Task ALeakingImageThatHasOtherNamesKeepsThemAndThatIsSaid()
    {
        var before = await SecretlyAsync(JoinsHalves, Halves);
        await ImageTag.RunAsync(Docker, before.Id, [ImageReference.Parse($"{Name}-other:1")], Events, Stop);

        var error = await Assert.ThrowsAsync<SecretLeakException>(
            () => SecretlyAsync(JoinsHalves, settings => Halves(Knowing(settings))));

        Assert.Contains(
            $". The image lost the names of this build, but stays as '{Name}-other:1': remove it there. ",
            error.Message,
            StringComparison.Ordinal);
        Assert.False(await IsOnEngineAsync(Name));
        await Fixture.Client.SendJsonAsync(HttpMethod.Delete, $"images/{Name}-other:1", body: null, Stop);
    }

    [Fact]
    public async Task AFailingStepThatPrintsTheSecretDoesNotTellIt()
    {
        Context.Write("token", Value);
        var error = await Assert.ThrowsAsync<ImageBuildException>(() => SecretlyAsync(
            "FROM alpine\nCOPY token /\nRUN cat /token; echo; base64 /token; printf 'split '; head -c 8 "
            + "/token; sleep 0.2; tail -c +9 /token; exit 3\n",
            Knowing));

        Assert.Equal(["***", "***", "split ***"], error.Output);
        Assert.Equal(["***", "***", "split ***"], Events.Output);
        Assert.Equal(3, error.ExitCode);
        AssertHidden(error);
    }

    [Fact]
    public async Task AnArgumentThatIsAllowedMayBeInTheImage()
    {
        await SecretlyAsync(
            "FROM alpine\nARG TOKEN\nENV TOKEN=$TOKEN\n",
            settings => Knowing(settings).SetBuildArgument("TOKEN", Value).AllowBuildArgument("TOKEN"));

        Assert.Equal(Value, await OutputOfAsync(Name, "sh", "-c", "echo $TOKEN"));
    }

    [Fact]
    public async Task AnImageWithoutTheSecretGetsItsNamesAndReplacesTheOneBefore()
    {
        var before = await SecretlyAsync("FROM alpine\nRUN echo 1 >/app\n");

        var image =
            await SecretlyAsync("FROM alpine AS one\nRUN echo 2 >/app\nFROM alpine\nCOPY --from=one /app /app\n", settings =>
            Knowing(settings).AddTags($"{Name}:second"));

        Assert.Equal("2", await OutputOfAsync(Name, "cat", "/app"));
        Assert.Equal("2", await OutputOfAsync($"{Name}:second", "cat", "/app"));
        Assert.Equal([$"{Name}", $"{Name}:second"], image.Tags.Select(tag => tag.ToString()));
        Assert.False(await IsOnEngineAsync(before.Id));
    }

    [Fact]
    public async Task ABuilderImageIsLookedAtBeforeItsContainerIsCreated()
    {
        var pattern = Pattern(JoinsHalves, "FROM alpine\n");

        var error = await Assert.ThrowsAsync<SecretLeakException>(
            () => RunAsync(
                pattern with { BuilderImage = Halves(Knowing(pattern.BuilderImage)) with { Builder = Builder } }));

        Assert.StartsWith(
            $"Image '{Name}-builder' gave away the parameter Token: ", error.Message, StringComparison.Ordinal);
        Assert.False(await IsOnEngineAsync($"{Name}-builder"));
        Assert.Empty(await LeftoversAsync());
    }

    private protected abstract ImageBuilder Builder { get; }

    private protected Task<BuiltImage> SecretlyAsync(
        string dockerfile, Func<ImageBuildSettings, ImageBuildSettings>? configure = null) =>
        BuildAsync(dockerfile, settings => (configure ?? (same => same))(settings with { Builder = Builder }));

    private protected static ImageBuildSettings Knowing(ImageBuildSettings settings) =>
        settings.AddKnownSecrets(new KnownSecret("the parameter Token", Value));

    private protected static ImageBuildSettings Halves(ImageBuildSettings settings) =>
        settings.SetBuildArgument("A", Value[..7]).SetBuildArgument("B", Value[7..]);

    private protected async Task AssertNothingHappenedAsync()
    {
        Assert.Empty(Events.All);
        Assert.False(await IsOnEngineAsync(Name));
        Assert.Empty(await LeftoversAsync());
    }

    private protected void AssertHidden(Exception error)
    {
        Assert.DoesNotContain(Value, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Events.All, progressEvent => progressEvent.ToString()!.Contains(Value, StringComparison.Ordinal));
    }
}
