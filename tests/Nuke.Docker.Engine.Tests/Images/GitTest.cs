using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>Tests of builds from a repository, which a real server has.</summary>
public abstract class GitTest(PrivateEngine fixture) : EngineTest(fixture), IAsyncLifetime
{
    private protected const string Revision = "org.opencontainers.image.revision";
    private protected const string Source = "org.opencontainers.image.source";

    GitServer? _server;
    GitRepository? _repository;

    private protected GitServer Server => _server!;

    private protected GitRepository Repository => _repository!;

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _server = await GitServer.StartAsync(Fixture);
        _repository = await Server.CreateAsync("app");
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await Server.DisposeAsync();
        await DisposeAsync();
    }

    private protected ImageBuildSettings Settings =>
        ImageBuildSettings.Default.SetTags(Name).SetLabel("nuke.docker.image", Name);

    private protected Task<BuiltImage> RunAsync(ImageBuildSettings settings) =>
        ImageBuild.RunAsync(Docker, settings, Events, Stop);

    private protected async Task<IReadOnlyDictionary<string, string>> LabelsAsync(string? image = null) =>
        Assert.Single(
            await Fixture.Contents.ImagesAsync(Stop), one => one.Names.Contains($"{image ?? Name}:latest")).Labels;
}
