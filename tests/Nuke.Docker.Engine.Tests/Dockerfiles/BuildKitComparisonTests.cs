using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Dockerfiles;

/// <summary>BuildKit is the judge: what it refuses we refuse, and of what it accepts we know the image's
/// configuration.</summary>
public sealed class BuildKitComparisonTests(NewestEngine engine) : IClassFixture<NewestEngine>, IDisposable
{
    const string Target = "linux/amd64";
    static readonly Dictionary<string, string?> _arguments = new() { ["GIVEN"] = "given", ["http_proxy"] = "proxy" };
    readonly Builders _builders = new(engine);

    public static TheoryData<string> AllSamples() => new(
    [
        .. Samples.Directives, .. Samples.Lines, .. Samples.Forms, .. Samples.Assignments, .. Samples.Metadata,
        .. Samples.Stages, .. Samples.Scopes, .. Samples.Triggers, .. Samples.Flags, .. Samples.Heredocs,
        .. Samples.Quotes, .. Samples.Variables, .. Samples.Patterns,
    ]);

    [Theory]
    [MemberData(nameof(AllSamples))]
    public Task AgreesOnASample(string dockerfile) => CompareAsync(dockerfile);

    [Fact]
    public async Task AgreesOnRandomFiles()
    {
        var accepted = 0;
        for (var seed = 1; seed <= 100; seed++)
            accepted += await CompareAsync(new RandomDockerfile(seed).Text) ? 1 : 0;

        // A generator that only makes refused files would prove little.
        Assert.InRange(accepted, 40, 95);
    }

    public void Dispose() => _builders.Dispose();

    async Task<bool> CompareAsync(string dockerfile)
    {
        var outcome = await _builders.BuildWithBuildKitAsync(dockerfile, _arguments);
        var expected = outcome.Config == null ? "refused" : ImageView.OfEngine(outcome.Config);

        Assert.True(
            expected == View(dockerfile),
            $"{dockerfile}\n--- BuildKit {outcome.Error}\n{expected}\n--- ours\n{View(dockerfile)}");
        return outcome.Config != null;
    }

    static string View(string dockerfile)
    {
        var inputs = new BuildInputs { BuildArguments = _arguments, TargetPlatform = Target, BuildPlatform = Target };
        try
        {
            var resolved = Dockerfile.Parse(dockerfile, "Dockerfile").Resolve(inputs);
            Assert.NotEmpty(resolved.NeededStages());
            return ImageView.OfStage(resolved.Target);
        }
        catch (DockerfileException)
        {
            return "refused";
        }
    }
}
