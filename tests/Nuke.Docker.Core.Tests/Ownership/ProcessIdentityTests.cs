using System.Diagnostics;
using Nuke.Docker.Ownership;

namespace Nuke.Docker.Core.Tests.Ownership;

public class ProcessIdentityTests
{
    static readonly ProcessIdentity _current = ProcessIdentity.Current;

    [Fact]
    public void AnIdentityIsReadBack()
    {
        var time = new DateTimeOffset(2026, 3, 1, 12, 30, 5, TimeSpan.Zero);
        ProcessIdentity[] identities = [
            new("build-7", 4711, time, null),
            new("build-7", 4711, time, "1a2b3c4d/4026531836/12345")
        ];

        Assert.Equal(identities, identities.Select(identity => ProcessIdentity.Parse($"{identity}")));
    }

    [Fact]
    public void AnIdentityIsReadBackFromTheNameOfAContainer()
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(_current.Started.ToUnixTimeSeconds());
        ProcessIdentity[] identities = [
            _current with { Started = time },
            _current with { Started = time, Place = null }
        ];

        Assert.Equal(
            identities, identities.Select(identity => RunOwner.OwnerInName(new RunOwner(identity).NewContainerName())));
        Assert.Null(RunOwner.OwnerInName(new RunOwner(_current with { Host = "build-7" }).NewContainerName()));
        Assert.Null(RunOwner.OwnerInName("nuke-docker.mine"));
    }

    [Fact]
    public void AnIdentityIsReadBackFromTheNameOfAnImage()
    {
        var identity =
            _current with { Started = DateTimeOffset.FromUnixTimeSeconds(_current.Started.ToUnixTimeSeconds()) };
        var name = new RunOwner(identity).NewImageName();

        Assert.Equal(identity, RunOwner.OwnerInImageName(name));
        Assert.Matches("^nuke-docker-loaded:[0-9]+[A-Za-z0-9_.-]{0,127}$", name);
        Assert.Null(RunOwner.OwnerInImageName(new RunOwner(identity with { Host = "build-7" }).NewImageName()));
        Assert.Null(RunOwner.OwnerInImageName("nuke-docker-loaded:mine"));
        Assert.Null(RunOwner.OwnerInImageName("alpine:latest"));
    }

    [Fact]
    public void ALongIdentityFitsIntoTheTagOfAnImage()
    {
        var longest = new ProcessIdentity(
            new string('h', 64),
            4194304,
            DateTimeOffset.FromUnixTimeSeconds(9999999999),
            "1a2b3c4d/4026531836/999999999999");

        Assert.InRange(new RunOwner(longest).NewImageName().Split(':')[1].Length, 100, 128 - "999999".Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("build-7,4711")]
    [InlineData("build-7,x,2026-03-01T12:30:05Z")]
    [InlineData("build-7,4711,yesterday")]
    public void AnythingElseIsNone(string text) => Assert.Null(ProcessIdentity.Parse(text));

    [Fact]
    public void AProcessThatRunsHasNotEnded()
    {
        Assert.False(_current.HasEnded());
        Assert.False(OfParent().HasEnded());
    }

    [Fact]
    public void AProcessThatWasKilledHasEndedEvenIfNobodyHasNoticed()
    {
        // The shell never waits for its child, which so becomes a zombie.
        using var shell = Process.Start(
            new ProcessStartInfo("sh", ["-c", "sleep 1000 & echo $!; exec sleep 1000"])
            {
                RedirectStandardOutput = true
            })!;
        try
        {
            var id = int.Parse(shell.StandardOutput.ReadLine()!, null);
            var identity = _current with { ProcessId = id, Place = LinuxProcess.PlaceOf(id) };
            Assert.False(identity.HasEnded());

            using var kill = Process.Start("kill", ["-KILL", $"{id}"]);
            Assert.True(SpinWait.SpinUntil(identity.HasEnded, TimeSpan.FromSeconds(10)));
        }
        finally
        {
            shell.Kill();
            shell.WaitForExit();
        }
    }

    [Fact]
    public void AnotherProcessWithTheSameIdIsAnotherOne()
    {
        var parent = OfParent();

        Assert.True((parent with { Place = $"{LinuxProcess.NamespaceOf(parent.Place)}/1" }).HasEnded());
    }

    [Fact]
    public void OfAnotherMachineBootOrNamespaceNothingIsKnown()
    {
        var gone = OfParent() with { ProcessId = int.MaxValue };

        Assert.True(gone.HasEnded());
        Assert.False((gone with { Host = "build-7" }).HasEnded());
        Assert.False((gone with { Place = "1a2b3c4d/4026531836/12345" }).HasEnded());
        Assert.False((gone with { Place = null }).HasEnded());
    }

    /// <summary>Any process that lives as long as this one.</summary>
    static ProcessIdentity OfParent() => _current with { ProcessId = 1, Place = LinuxProcess.PlaceOf(1) };
}
