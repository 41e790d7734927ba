using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Containers;

[Collection(nameof(SecondNewestEngineCollection))]
public sealed class LargeArtifactTests(NewestEngineWithAlpine fixture) : EngineTest(fixture)
{
    /// <summary>With BuildKit no container is created.</summary>
    [Theory]
    [InlineData(ImageBuilder.Classic)]
    [InlineData(ImageBuilder.BuildKit)]
    public async Task ALargeFileTakesNoMemory(ImageBuilder builder)
    {
        var peak = 0L;
        using var watch = new Timer(
            _ => peak = Math.Max(peak, Environment.WorkingSet), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(10));
        var before = Environment.WorkingSet;

        var run = await RunAsync(
            Pattern("FROM alpine\nRUN head -c 200000000 /dev/zero >/large\n", "FROM alpine\nCOPY . /artifacts/\n")
                .BuiltWith(builder).Artifact("/large").WriteArtifactsTo(Output.Path));

        Assert.Equal(200_000_000, run.Artifacts[0].SizeBytes);
        Assert.Equal(200_000_000, new FileInfo(Path.Combine(Output.Path, "large")).Length);
        Assert.InRange(peak - before, long.MinValue, 150 << 20);
    }
}
