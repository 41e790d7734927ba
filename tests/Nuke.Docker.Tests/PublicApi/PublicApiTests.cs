using System.Reflection;
using Nuke.Docker.Components;
using Nuke.Docker.Engine;
using Nuke.Docker.Tests.StandIns;

namespace Nuke.Docker.Tests.PublicApi;

/// <summary>What the packages offer is written down beside this file, so that a change of it is a visible
/// one.</summary>
public class PublicApiTests
{
    public static TheoryData<string> Assemblies => ["Nuke.Docker", "Nuke.Docker.Core"];

    static string Folder => Path.Combine(RepositoryRoot.Path, "tests", "Nuke.Docker.Tests", "PublicApi");

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void ApiIsTheOneThatIsWrittenDown(string name)
    {
        var accepted = Path.Combine(Folder, $"{name}.txt");
        var received = Path.Combine(Folder, $"{name}.received.txt");
        var written = File.Exists(accepted) ? File.ReadAllLines(accepted) : [];
        string[] offered = [.. PublicMembers.Of(Load(name))];

        string[] difference = [
            .. written.Except(offered).Select(line => $"- {line}"),
            .. offered.Except(written).Select(line => $"+ {line}")
        ];
        File.Delete(received);
        if (difference.Length > 0)
            File.WriteAllLines(received, offered);

        Assert.True(
            difference.Length == 0,
            $"The public members of {name} have changed. If that is meant, note it in CHANGELOG.md and accept it "
            + $"with:\n  mv {received} {accepted}\n{string.Join('\n', difference)}");
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void TypesOfDockerDotNetStayInside(string name) =>
        Assert.DoesNotContain(
            PublicMembers.Of(Load(name)),
            line => line.Contains("Docker.DotNet.", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void EveryMemberIsDocumented(string name)
    {
        var documentation = File.ReadAllText(Path.ChangeExtension(Load(name).Location, ".xml"));
        var documented = PublicMembers.Of(Load(name)).Where(line => line.StartsWith("T:", StringComparison.Ordinal))
            .Select(line => line.Split('\t')[0]);

        // A member that lacks it does not compile; here it is shown that the compiler looks.
        Assert.All(documented, id => Assert.Contains($"\"{id}\"", documentation, StringComparison.Ordinal));
    }

    static Assembly Load(string name) =>
        new[] { typeof(IDockerImage).Assembly, typeof(DockerEngine).Assembly }.Single(
            assembly => assembly.GetName().Name == name);
}
