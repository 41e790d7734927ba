using System.Net;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Git;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

public abstract class GitSourceTests(PrivateEngine fixture) : GitTest(fixture)
{
    // What a clone is to the cache: a command whose result nobody knows before.
    const string Pinned =
        "FROM alpine\nARG COMMIT\nRUN cat /proc/sys/kernel/random/uuid >/id && echo $COMMIT >/commit\n";

    [Fact]
    public async Task APinIsCachedAsLongAsItsBranchStandsStill()
    {
        var first = await Repository.CommitAsync(("file", "1"));
        var built = await BuildPinnedAsync();
        var again = await BuildPinnedAsync();
        Assert.Equal(built.Id, again.Id);
        Assert.All(again.Steps.Skip(1), step => Assert.True(step.Cached, $"{step.Step}"));
        Assert.Equal(first, await OutputOfAsync(Name, "cat", "/commit"));

        var second = await Repository.CommitAsync(("file", "2"));
        var rebuilt = await BuildPinnedAsync();

        Assert.NotEqual(built.Id, rebuilt.Id);
        Assert.Equal(second, await OutputOfAsync(Name, "cat", "/commit"));
        var labels = await LabelsAsync();
        Assert.Equal((second, Repository.Url), (labels[Revision], labels[Source]));
        Assert.Contains($"COMMIT is {second[..12]}, HEAD of {Repository.Url}", Events.Notices);
    }

    [Fact]
    public async Task OfflineTheLastKnownCommitIsUsedAndThatIsSaid()
    {
        var commit = await Repository.CommitAsync(("file", "1"));
        var built = await BuildPinnedAsync();
        Server.Trouble = HttpStatusCode.ServiceUnavailable;

        var offline = await BuildPinnedAsync();

        Assert.Equal(built.Id, offline.Id);
        Assert.Equal(
            $"Git remote '{Repository.Url}' cannot be reached: COMMIT is its last known commit of HEAD, "
            + $"{commit[..12]}, from less than a minute ago.",
            Assert.Single(Events.Warnings));
    }

    [Fact]
    public async Task AnUnpinnedCloneIsToldBeforeTheBuild()
    {
        await Assert.ThrowsAsync<ImageBuildException>(
            () => BuildAsync("FROM alpine\nRUN git clone http://127.0.0.1:9/x.git\n"));

        Assert.Equal(
            $"{Context.Path}/Dockerfile:2: 'git clone http://127.0.0.1:9/x.git' is cached by its text, so a new "
            + "commit would go unnoticed. Call PinGit(\"COMMIT\", address) in the build, declare ARG COMMIT above it "
            + "and check $COMMIT out in it.",
            Assert.Single(Events.Warnings));
    }

    [Fact]
    public async Task ARepositoryBecomesTheContextWithSubmodulesAndCredential()
    {
        await using var server = await GitServer.StartAsync(authenticates: true);
        var lib = await server.CreateAsync("lib");
        await lib.CommitAsync(("part", "of the library\n"));
        var app = await server.CreateAsync("private");
        await app.CommitAsync(
            ("docker/Dockerfile", "FROM alpine\nCOPY . /app\nRUN ls -A /app/ >/list\n"),
            ("docker/.dockerignore", "*.log\n"),
            ("docker/a.log", ""));
        await app.GitAsync("submodule", "--quiet", "add", lib.Path, "docker/lib");
        await app.GitAsync("submodule", "--quiet", "set-url", "docker/lib", lib.Url);
        var commit = await app.CommitAsync();
        var secret = Uri.EscapeDataString(GitServer.Password);
        var address = app.Url.Replace("http://", $"http://{GitServer.UserName}:{secret}@", StringComparison.Ordinal);

        var built = await RunAsync(Settings.SetContext(GitSource.Parse($"{address}#main:docker")));
        var again = await RunAsync(Settings.SetContext($"{address}#main:docker"));

        Assert.Equal(built.Id, again.Id);
        Assert.Equal(".dockerignore\nDockerfile\nlib", await OutputOfAsync(Name, "cat", "/list"));
        Assert.Equal("of the library", await OutputOfAsync(Name, "cat", "/app/lib/part"));
        Assert.Equal((commit, app.Url), ((await LabelsAsync())[Revision], (await LabelsAsync())[Source]));
        var told = string.Join('\n', Events.All)
            + await Fixture.Client.GetAsync($"images/{Name}/json", Stop)
            + await Fixture.Client.GetAsync($"images/{Name}/history", Stop);
        Assert.DoesNotContain("s3cret", told, StringComparison.Ordinal);
        Assert.Contains($"The context is {commit[..12]}, main of {app.Url}", Events.Notices);
    }

    [Fact]
    public async Task OfflineTheLastCheckoutIsTheContext()
    {
        await Repository.CommitAsync(("Dockerfile", "FROM alpine\nCOPY Dockerfile /\n"));
        var settings = Settings.SetContext(Repository.Url).SetGit(git => git.SetCacheDirectory(Output.Path));
        var built = await RunAsync(settings);
        Server.Trouble = HttpStatusCode.GatewayTimeout;

        var offline = await RunAsync(settings);

        Assert.Equal(built.Id, offline.Id);
        Assert.StartsWith(
            $"Git remote '{Repository.Url}' cannot be reached: The context is its last known commit of HEAD, ",
            Assert.Single(Events.Warnings),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "has no directory 'none'. Name one that is in the repository.")]
    [InlineData("out", "leads out of the repository.")]
    public async Task ADirectoryThatIsNotInTheRepositoryIsRefused(string directory, string reason)
    {
        await Repository.CommitAsync(("Dockerfile", "FROM alpine\n"));
        await Repository.GitAsync("config", "core.symlinks", "true");
        File.CreateSymbolicLink(
            Path.Combine((await Repository.GitAsync("rev-parse", "--show-toplevel")).Trim(), "out"), "/etc");
        await Repository.CommitAsync();

        var error = await Assert.ThrowsAsync<Contexts.BuildContextException>(
            () => RunAsync(Settings.SetContext($"{Repository.Url}#:{directory}")));

        Assert.EndsWith(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADockerfileOfOursBuildsTheirSources()
    {
        await Repository.CommitAsync(("file", "theirs"));
        var dockerfile = Context.Write("ours", "FROM alpine\nCOPY file /\n");

        await RunAsync(Settings.SetContext(Repository.Url).SetDockerfile(dockerfile));

        Assert.Equal("theirs", await OutputOfAsync(Name, "cat", "/file"));
    }

    [Fact]
    public async Task AnImageOfSeveralStagesIsBuiltFromARepository()
    {
        await Repository.CommitAsync(
            ("Dockerfile", "FROM alpine AS build\nCOPY file /\nFROM alpine\nCOPY --from=build /file /shipped\n"),
            ("file", "1"));
        var image = MultiStage.From(GitSource.Parse(Repository.Url)).Builder("build").Named(Name);
        var error = Assert.Throws<ArgumentException>(() => Docker.Start(image));
        Assert.Equal(
            $"Image '{Name}' cannot be built: its context is '{Repository.Url}', whose Dockerfile has to be read "
            + "before anything is built. Call CheckOutAsync first.",
            error.Message);

        using var checkout = await image.CheckOutAsync(Events, Stop);
        await using var run = Docker.Start(checkout.Image, Events);
        await run.RunAsync(Stop);

        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/shipped"));
        Assert.Equal(Repository.Url, (await LabelsAsync())[Source]);
        Assert.Single(Events.Notices);
    }

    [Fact]
    public async Task BothImagesOfAPatternAreBuiltFromOneCommit()
    {
        await Repository.CommitAsync(
            ("Dockerfile-builder", "FROM alpine\nWORKDIR /app\nCOPY file built\n"),
            ("Dockerfile-runtime", "FROM alpine\nCOPY built /\n"),
            ("file", "1"));

        using var checkout =
            await BuilderPattern.From(GitSource.Parse(Repository.Url)).Named(Name).CheckOutAsync(Events, Stop);
        await RunAsync(checkout.Image);

        Assert.Equal("1", await OutputOfAsync(Name, "cat", "/built"));
        Assert.Single(Events.Notices);
    }

    [Fact]
    public async Task AllStepsOfARunTakeTheCommitOfTheFirstThoughABranchMoves()
    {
        var first = await Repository.CommitAsync(("file", "1"));
        var pattern = Pattern(
            "FROM alpine\nARG COMMIT\nWORKDIR /app\nRUN echo $COMMIT >built\n",
            "FROM alpine\nARG COMMIT\nCOPY built /\nRUN echo $COMMIT >/commit\n");
        pattern = pattern.Builder("Dockerfile-builder", settings => settings.PinGit("COMMIT", Repository.Url, "main"))
            .Runtime(settings => settings.PinGit("COMMIT", Repository.Url));

        await using (var run = Docker.Start(pattern, Events))
        {
            var builder = await run.BuildBuilderImageAsync(Stop);
            await Repository.CommitAsync(("file", "2"));
            var artifacts = await run.CopyOutAsync(await run.CreateContainerAsync(builder, Stop), Stop);
            await run.BuildRuntimeImageAsync(artifacts, Stop);
        }

        Assert.Equal($"{first}\n{first}", await OutputOfAsync(Name, "cat", "/built", "/commit"));
        Assert.Equal(first, (await LabelsAsync())[Revision]);
        var told = Events.Notices.Where(text => text.StartsWith("COMMIT", StringComparison.Ordinal));
        Assert.Equal(["main", "HEAD"], told.Select(text => text.Split(' ')[3]));
    }

    [Fact]
    public async Task ARepositoryIsAContextWithAName()
    {
        await using var server = await GitServer.StartAsync(authenticates: true);
        var assets = await server.CreateAsync("assets");
        var commit = await assets.CommitAsync(
            ("web/file", "1"), ("web/a.log", ""), ("web/.dockerignore", "*.log\n"), ("other", ""));
        var source = GitSource.Parse($"{assets.Url}#main:web").WithCredential(GitServer.UserName, GitServer.Password);
        Task<BuiltImage> NamedAsync(string wanted = "assets") => BuildAsync(
            "FROM alpine\nCOPY --from=assets . /assets/\nRUN ls -A /assets >/list\n",
            settings => settings.SetBuilder(ImageBuilder.BuildKit).SetGit(git => git.SetCacheDirectory(Output.Path))
                .AddNamedContext("assets", source.In(wanted is "assets" ? "web" : wanted)));
        if (Fixture is MachineEngine)
        {
            Assert.Contains(
                "knows no contexts with a name",
                (await Assert.ThrowsAsync<NotSupportedException>(() => NamedAsync())).Message,
                StringComparison.Ordinal);
            return;
        }

        var built = await NamedAsync();
        var again = await NamedAsync();

        Assert.Equal(built.Id, again.Id);
        Assert.Equal(".dockerignore\nfile\n1", await OutputOfAsync(Name, "cat", "/list", "/assets/file"));
        Assert.DoesNotContain(Revision, (await LabelsAsync()).Keys);
        Assert.Contains($"The context 'assets' is {commit[..12]}, main of {assets.Url}", Events.Notices);
        Assert.StartsWith(
            $"'{assets.Url}#main:missing' has no directory 'missing'.",
            (await Assert.ThrowsAsync<BuildContextException>(() => NamedAsync("missing"))).Message,
            StringComparison.Ordinal);
        await assets.CommitAsync(("web/file", "2"));
        await NamedAsync();
        Assert.Equal("2", await OutputOfAsync(Name, "cat", "/assets/file"));
    }

    Task<BuiltImage> BuildPinnedAsync() => BuildAsync(
        Pinned,
        settings => settings.PinGit("COMMIT", Repository.Url).SetGit(git => git.SetCacheDirectory(Output.Path)));
}

[Collection(nameof(MachineEngineCollection))]
public sealed class GitSourceTestsOnTheMachinesVersion(MachineEngine fixture) : GitSourceTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class GitSourceTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : GitSourceTests(fixture);
