using System.Runtime.CompilerServices;
using Nuke.Common;
using Nuke.Docker.Git;
using Nuke.Docker.HandOvers;

namespace Nuke.Docker.Components;

/// <summary>Which commits a build takes: the same ones in all its targets and for all its images.</summary>
static class BuildCommits
{
    // They go with the build: another one that the process runs later asks anew.
    static readonly ConditionalWeakTable<object, RunCommits> _builds = [];

    /// <summary>What a build knows.</summary>
    /// <param name="build">The build's own object.</param>
    public static RunCommits Of(object build) => _builds.GetValue(build, _ => new RunCommits());

    /// <summary>What the build knows for an image. An image whose first target is skipped stays at the commits that it
    /// was made of, and so do images of the build that name the same branches and know none of their own.</summary>
    public static RunCommits For(INukeBuild build, PlannedImage image, HandOver handOver)
    {
        var commits = new RunCommits(Of(build));
        foreach (var commit in Continued(build, image, handOver))
            commits.Add(commit);
        return commits;
    }

    /// <summary>Lets the build know what its images continue with, before one of them is worked on.</summary>
    public static void Continue(INukeBuild build, PlannedImage image, HandOver handOver)
    {
        foreach (var commit in Continued(build, image, handOver))
            Of(build).Add(commit);
    }

    static IReadOnlyList<ResolvedCommit> Continued(INukeBuild build, PlannedImage image, HandOver handOver)
    {
        var first = image.HasBuilder && build is IBuildBuilderImage
            ? nameof(IBuildBuilderImage.BuildBuilderImage)
            : nameof(IBuildRuntimeImage.BuildRuntimeImage);
        return build.SkippedTargets.Any(target => target.Name == first) ? handOver.ReadCommits() : [];
    }
}
