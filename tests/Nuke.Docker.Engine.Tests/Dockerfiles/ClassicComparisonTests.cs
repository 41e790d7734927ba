using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Dockerfiles;

/// <summary>The machine's own engine and its classic builder, which numbers and prints the instructions that it
/// reads.</summary>
public sealed class ClassicComparisonTests(PrivateEngine engine) : IClassFixture<PrivateEngine>, IDisposable
{
    readonly Builders _builders = new(engine);

    /// <summary>Without the check directive and here-documents, which came after 20.10.</summary>
    public static TheoryData<string> OldSamples() => new(
        new[]
        {
            Samples.Directives,
            Samples.Lines,
            Samples.Forms,
            Samples.Assignments,
            Samples.Triggers,
            Samples.Quotes
        }
            .SelectMany(samples => samples)
            .Where(sample => !sample.Contains("check=", StringComparison.Ordinal)
                && !sample.Contains("<<", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(OldSamples))]
    public async Task StepsAreOurInstructions(string dockerfile)
    {
        var outcome = await _builders.BuildWithClassicBuilderAsync(dockerfile);
        var ours = Steps(dockerfile);

        // What the builder finds out only while it builds, it has printed as a step before.
        Assert.Equal(ours.Take(outcome.Steps.Count), outcome.Steps);
        Assert.True(outcome.Error.Length > 0 || ours.Count == outcome.Steps.Count, outcome.Error);
    }

    /// <summary>The differences that StageWalk names: there we follow BuildKit.</summary>
    [Theory]
    [InlineData("FROM scratch\nENV v=1\nARG v=2\nLABEL a=$v\n", "1", "2")]
    [InlineData("FROM scratch AS a\nARG v=1\nFROM a\nLABEL a=$v\n", "", "1")]
    [InlineData("FROM scratch\nLABEL a=$http_proxy\n", "proxy", "")]
    [InlineData("FROM scratch\nARG TARGETARCH\nLABEL a=$TARGETARCH\n", "", "amd64")]
    public async Task WhereTheBuildersDifferWeFollowBuildKit(string dockerfile, string classic, string buildKit)
    {
        var arguments = new Dictionary<string, string?> { ["http_proxy"] = "proxy" };
        var inputs = new BuildInputs { BuildArguments = arguments, TargetPlatform = "linux/amd64" };

        var byClassic = await _builders.BuildWithClassicBuilderAsync(dockerfile, arguments);
        var byBuildKit = await _builders.BuildWithBuildKitAsync(dockerfile, arguments);

        Assert.Equal(classic, $"{byClassic.Config?["Labels"]?["a"]}");
        Assert.Equal(buildKit, $"{byBuildKit.Config?["Labels"]?["a"]}");
        Assert.Equal(buildKit, Dockerfile.Parse(dockerfile, "Dockerfile").Resolve(inputs).Target.Labels["a"]);
    }

    [Theory]
    [InlineData("final", null)]
    [InlineData("BASE", null)]
    [InlineData("0", "failed to reach build target 0 in Dockerfile")]
    [InlineData("other", "failed to reach build target other in Dockerfile")]
    public async Task TargetsAreKnownByNameOnly(string target, string? error)
    {
        const string dockerfile = "FROM scratch AS base\nLABEL a=base\nFROM scratch AS final\nLABEL a=final\n";

        var outcome = await _builders.BuildWithClassicBuilderAsync(dockerfile, target: target);
        var ours = Record.Exception(() => Dockerfile.Parse(dockerfile, "Dockerfile").GetTarget(target));

        Assert.Equal(error ?? "", outcome.Error);
        Assert.Equal(error == null, ours == null);
    }

    public void Dispose() => _builders.Dispose();

    static IReadOnlyList<string> Steps(string dockerfile)
    {
        try
        {
            var file = Dockerfile.Parse(dockerfile, "Dockerfile");
            Instruction[] all = [
                .. file.GlobalArguments,
                .. file.Stages.SelectMany(stage => stage.Instructions.Prepend(stage.From))
            ];
            return [.. all.Select(
                (instruction, index) => $"Step {index + 1}/{all.Length} : {instruction.Written.Text}")];
        }
        catch (DockerfileException)
        {
            return [];
        }
    }
}
