using System.Reflection;
using Nuke.Docker.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Architecture;

/// <summary>The arrows of docs/architecture.md, "The arrows": which room may know which.</summary>
public class ArrowTests
{
    static readonly Assembly _core = typeof(DockerEngine).Assembly;

    static readonly Dictionary<string, string[]> _arrows = new()
    {
        ["Patterns"] =
        [
            "Images", "Secrets", "Containers", "Networks", "Contracts", "Git", "Registries", "Contexts",
            "Dockerfiles", "Ownership", "Progress", "Engine",
        ],
        ["Contracts"] = ["Containers", "Images", "Secrets", "Dockerfiles", "Ownership", "Progress", "Engine"],
        ["Networks"] = ["Containers", "Ownership", "Progress", "Engine"],
        ["Containers"] =
        [
            "Images", "BuildKit", "Secrets", "Git", "Registries", "Contexts", "Dockerfiles", "Ownership", "Progress",
            "Engine",
        ],
        ["Images"] =
        [
            "BuildKit", "Secrets", "Git", "Registries", "Contexts", "Dockerfiles", "Ownership", "Progress", "Engine",
        ],
        ["BuildKit"] = ["Contexts", "Dockerfiles", "Progress", "Engine"],
        ["Secrets"] = ["Engine"],
        ["Git"] = ["Engine"],
        ["Registries"] = ["Engine"],
        ["Ownership"] = ["Engine"],
        ["Progress"] = ["Engine"],
        ["Contexts"] = [],
        ["Dockerfiles"] = [],
        ["Engine"] = [],
    };

    static readonly IReadOnlyList<(Type From, Type To)> _references = [.. TypeReferences.Of(_core)];

    [Fact]
    public void NoReferenceGoesAgainstAnArrow()
    {
        var wrong =
            from reference in _references
            where reference.To.Assembly == _core
            let rooms = (From: RoomOf(reference.From), To: RoomOf(reference.To))
            where rooms.From != rooms.To && rooms.To is not null
                && (rooms.From is null || !_arrows[rooms.From].Contains(rooms.To))
            select $"{reference.From.FullName} -> {reference.To.FullName}";

        // As one text: a collection would be cut before the second name.
        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public void DockerDotNetEndsInsideTheEngine()
    {
        var users = _references.Where(reference => IsDockerDotNet(reference.To)).Select(reference => reference.From)
            .Distinct().ToList();

        Assert.Empty(users.Where(type => RoomOf(type) is not "Engine").Select(type => type.FullName));
        Assert.NotEmpty(users);
    }

    [Fact]
    public void ReferenceInsideAnAsynchronousBodyIsSeen() =>
        Assert.Contains(_references, reference => reference is ({ Name: "ImageBuild" }, { Name: "ReplacedImages" }));

    [Fact]
    public void CoreKnowsNothingOfNuke() =>
        Assert.DoesNotContain(
            _core.GetReferencedAssemblies(),
            assembly => assembly.Name!.StartsWith("Nuke.", StringComparison.Ordinal) || assembly.Name == "Serilog");

    [Fact]
    public void EveryRoomIsOnTheMap() =>
        Assert.Equal(
            _arrows.Keys.Order(StringComparer.Ordinal),
            _core.GetTypes().Select(RoomOf).OfType<string>().Distinct().Order(StringComparer.Ordinal));

    static bool IsDockerDotNet(Type type) => type.Assembly.GetName().Name == "Docker.DotNet";

    /// <summary>The part of the namespace after the root's; null for the root itself, and for what the compiler
    /// adds.</summary>
    static string? RoomOf(Type type) =>
        type.Namespace?.Split('.') is ["Nuke", "Docker", var room, ..] ? room : null;
}
