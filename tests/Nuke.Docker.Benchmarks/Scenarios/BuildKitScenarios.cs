using System.Globalization;
using Nuke.Docker.Images;

namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>A build with BuildKit, against <c>docker build</c> with the plugin buildx.</summary>
abstract class BuildKitScenario(string name, string title) : BuildScenario(name, title)
{
    protected override ImageBuilder Builder => ImageBuilder.BuildKit;
}

sealed class SmallBuildKitBuild() : BuildKitScenario("buildkit-small", "BuildKit, nothing changed, two files")
{
    protected override void WriteFiles(string directory)
    {
        File.WriteAllText(Path.Combine(directory, "Dockerfile"), "FROM alpine\nCOPY . /src\nRUN echo built >/done\n");
        File.WriteAllText(Path.Combine(directory, "file"), "content\n");
    }
}

class ManyFilesBuildKitBuild(
    string name = "buildkit-many", string title = "BuildKit, nothing changed, 2,000 files")
    : BuildKitScenario(name, title)
{
    protected override void WriteFiles(string directory)
    {
        File.WriteAllText(Path.Combine(directory, "Dockerfile"), "FROM alpine\nCOPY . /src\n");
        GeneratedFiles.WriteMany(directory, 2_000, 3_000);
    }
}

/// <summary>Before each run a file gets another content, so that each side sends it, and copies all into a new
/// layer.</summary>
sealed class OneChangedFileBuildKitBuild()
    : ManyFilesBuildKitBuild("buildkit-changed", "BuildKit, one of 2,000 files changed")
{
    int _version;

    public override async Task ResetAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        await base.ResetAsync(surroundings, cancellationToken);
        var path = System.IO.Directory.EnumerateFiles(Directory, "file-01234", SearchOption.AllDirectories).Single();
        var content = (++_version).ToString("D3000", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(path, content, cancellationToken);
    }
}
