using Nuke.Docker.Ownership;

namespace Nuke.Docker.Core.Tests.Ownership;

public class RunOwnerTests
{
    static readonly DateTimeOffset _started = new(2026, 3, 1, 12, 30, 5, TimeSpan.FromHours(0));

    [Fact]
    public void LabelsTellRunAndProcess()
    {
        var owner = new RunOwner(new ProcessIdentity("build-7", 4711, _started, "1a2b3c4d/4026531836/12345"));

        Assert.Equal(2, owner.Labels.Count);
        Assert.Equal(owner.RunId, owner.Labels["nuke.docker.run"]);
        Assert.Equal("build-7,4711,2026-03-01T12:30:05Z,1a2b3c4d/4026531836/12345", owner.Labels["nuke.docker.owner"]);
        Assert.Equal("nuke.docker.image", RunOwner.ImageLabel);
    }

    [Fact]
    public void EveryRunHasAnIdOfItsOwn()
    {
        var first = new RunOwner(new ProcessIdentity("build-7", 4711, _started, "1a2b3c4d/4026531836/12345"));
        var second = new RunOwner(new ProcessIdentity("build-7", 4711, _started, "1a2b3c4d/4026531836/12345"));

        Assert.Matches("^[0-9a-f]{32}$", first.RunId);
        Assert.NotEqual(first.RunId, second.RunId);
    }

    [Fact]
    public void ProcessHasOneRun()
    {
        Assert.Same(RunOwner.Current, RunOwner.Current);
        Assert.StartsWith(
            $"{Environment.MachineName},{Environment.ProcessId},",
            RunOwner.Current.Labels[RunOwner.OwnerLabel],
            StringComparison.Ordinal);
    }
}
