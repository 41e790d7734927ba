using System.Reflection;

namespace Nuke.Common.Utilities;

public static partial class ReflectionUtility
{
    /// <summary>The members of a class, then those that its interfaces bring; an explicit implementation before the
    /// default.</summary>
    public static IEnumerable<MemberInfo> GetAllMembers(
        this Type type,
        Func<MemberInfo, bool> filter,
        BindingFlags bindingFlags,
        bool allowAmbiguity,
        bool filterQuasiOverridden = false)
    {
        var own = type.GetMembers(bindingFlags).Where(filter).Where(x => !x.IsExplicit()).ToDictionary(x => x.Name);
        var members = own.Values.ToList();

        var inherited = type.GetInterfaces()
            .SelectMany(x => x.GetMembers(bindingFlags))
            .Where(filter)
            .Where(x => type.GetMember(x.Name).Length == 0)
            .GroupBy(x => x.GetDisplayShortName());
        foreach (var group in inherited)
        {
            var candidates = group.ToList();
            var ownMember = own.GetValueOrDefault(group.Key);
            if (filterQuasiOverridden && ownMember == null && MostDerived(candidates) is { } mostDerived)
                candidates = [mostDerived];

            if (!allowAmbiguity)
                Check(group.Key, candidates, ownMember);

            members.AddRange(candidates.Select(x => x.GetImplementedOrInterfaceMember(type)).Where(filter));
        }

        return members.Distinct();
    }

    public static MemberInfo GetImplementedOrInterfaceMember(this MemberInfo member, Type classType) =>
        member.DeclaringType == classType
            ? member
            : classType.GetMember(member.Name).SingleOrDefault() ??
              classType.GetMember(member.GetPossibleExplicitName(), Instance).SingleOrDefault() ??
              member;

    private static MemberInfo MostDerived(List<MemberInfo> candidates)
    {
        var ordered = candidates
            .OrderBy(x => candidates.Count(y => y.DeclaringType.IsAssignableFrom(x.DeclaringType)))
            .ToList();
        return ordered.All(x => ordered[0].DeclaringType.IsAssignableFrom(x.DeclaringType)) ? ordered[^1] : null;
    }

    private static void Check(string name, List<MemberInfo> candidates, MemberInfo ownMember)
    {
        var problem = ownMember switch
        {
            null when candidates.Count > 1 =>
                "must be implemented explicitly because it is inherited from multiple interfaces:",
            not null when !ownMember.IsPublic() => "must be marked public to override inherited member from:",
            _ => null,
        };
        if (problem == null)
            return;

        string[] lines =
        [
            $"{candidates[0].MemberType} '{name}' {problem}",
            .. candidates.Select(x => $" - {x.DeclaringType.Name}"),
        ];
        throw new ArgumentException(lines.JoinNewLine());
    }
}
