using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Utilities;
using Nuke.Common.Utilities.Collections;

namespace Nuke.Common.ValueInjection;

internal static class Injection
{
    private static readonly Dictionary<MemberInfo, object> Cache = [];

    private static readonly string[] OwnMembers =
    [
        nameof(NukeBuild.Plan), nameof(NukeBuild.Help), nameof(NukeBuild.Continue),
        nameof(NukeBuild.NoLogo), nameof(NukeBuild.Verbosity), nameof(NukeBuild.Partition),
    ];

    /// <summary>The way of interface members; the first value found is kept for the whole process.</summary>
    public static T TryGetValue<T>(LambdaExpression expression)
    {
        var member = expression.GetMemberInfo();
        if (Cache.GetValueOrDefault(member) is { } cached)
            return (T)cached;

        var attribute = member.GetCustomAttribute<ValueInjectionAttributeBase>().NotNull();
        var instance = expression.GetTarget();
        attribute.Build = instance as INukeBuild;
        return (T)(Cache[member] = attribute.TryGetValue(member, instance));
    }

    /// <summary>The way of class members, base classes first; interface members are never set.</summary>
    public static void InjectValues(INukeBuild build, Func<ValueInjectionAttributeBase, bool> filter)
    {
        var members = GetMembers(build.GetType())
            .Where(x => filter(x.Attribute) && !x.Member.ReflectedType.IsInterface)
            .Where(x => x.Member.DeclaringType != typeof(NukeBuild) || OwnMembers.Contains(x.Member.Name))
            .OrderBy(x => x.Member.DeclaringType.Descendants(y => y.BaseType).Count())
            .ThenByDescending(x => x.Attribute.Priority);
        foreach (var (member, attribute) in members)
        {
            attribute.Build = build;
            if (attribute.TryGetValue(member, build) is not { } value)
                continue;

            Assert.True(
                member.GetMemberType().IsInstanceOfType(value),
                $"Member '{member.Name}' must be of type '{value.GetType().Name}' to get its valued injected from "
                + $"'{attribute.GetType().Name}'");
            member.SetValue(build, value);
        }
    }

    public static IReadOnlyCollection<MemberInfo> GetParameterMembers(Type type, bool includeUnlisted) =>
        [.. GetMembers(type)
            .Where(x => x.Attribute is ParameterAttribute parameter && (includeUnlisted || parameter.List))
            .Select(x => x.Member)
            .OrderBy(ParameterService.GetName)];

    public static IReadOnlyCollection<(MemberInfo Member, ValueInjectionAttributeBase Attribute)> GetMembers(
        Type type) =>
        [.. type
            .GetAllMembers(
                x => x.HasCustomAttribute<ValueInjectionAttributeBase>(), ReflectionUtility.All, allowAmbiguity: true)
            .OrderBy(x => x.Name)
            .Select(x => (x, x.GetCustomAttribute<ValueInjectionAttributeBase>()))];
}
