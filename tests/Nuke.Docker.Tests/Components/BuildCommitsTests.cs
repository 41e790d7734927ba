using Nuke.Docker.Components;

namespace Nuke.Docker.Tests.Components;

public sealed class BuildCommitsTests
{
    [Fact]
    public void TwoBuildsOfOneProcessKnowNothingOfEachOther()
    {
        var (build, other) = (new object(), new object());

        Assert.Same(BuildCommits.Of(build), BuildCommits.Of(build));
        Assert.NotSame(BuildCommits.Of(build), BuildCommits.Of(other));
    }
}
