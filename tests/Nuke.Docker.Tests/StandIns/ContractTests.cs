using System.Reflection;

namespace Nuke.Docker.Tests.StandIns;

/// <summary>
/// A stand-in must not offer what its package lacks: what compiles here has to run on the package. The contracts list
/// the public and protected members of the packages; of Nuke.Common, of the types that have a stand-in.
/// </summary>
public class ContractTests
{
    public static TheoryData<string> Contracts =>
        [.. Directory.GetFiles(Folder, "*.txt").Select(x => Path.GetFileNameWithoutExtension(x))
            .Order(StringComparer.Ordinal)];

    static string Folder => Path.Combine(AppContext.BaseDirectory, "Contracts");

    [Theory]
    [MemberData(nameof(Contracts))]
    public void StandInOffersNothingThatThePackageLacks(string name)
    {
        var surplus = NotInContract(Assembly.Load(name)).ToList();

        Assert.True(surplus.Count == 0, $"The contract of {name} lacks:\n{string.Join('\n', surplus)}");
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void StandInIsNotNewerThanThePackage(string name)
    {
        var assembly = Assembly.Load(name);

        Assert.True(
            !IsStandIn(assembly) || assembly.GetName().Version <= new Version(3, 0), $"{assembly.GetName().Version}");
    }

    [Fact]
    public void MemberThatTheContractLacksIsNamed()
    {
        var listed = PublicMembers.Of(typeof(ContractTests).Assembly);

        Assert.Contains(
            "M:Nuke.Docker.Tests.StandIns.ContractTests.StandInOffersNothingThatThePackageLacks(System.String)~System.Void\tname",
            listed);
    }

    /// <summary>Nothing where the assembly is the package itself.</summary>
    static IEnumerable<string> NotInContract(Assembly assembly) =>
        IsStandIn(assembly)
            ? PublicMembers.Of(assembly).Except(File.ReadLines(Path.Combine(Folder, $"{assembly.GetName().Name}.txt")))
            : [];

    static bool IsStandIn(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(x => x is { Key: "StandIn", Value: "true" });
}
