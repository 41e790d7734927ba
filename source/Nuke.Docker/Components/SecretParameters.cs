using System.Reflection;
using Nuke.Common;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Components;

/// <summary>The values of a build's members that are marked with <see cref="SecretAttribute"/>.</summary>
/// <remarks>NUKE itself does not hide them.</remarks>
static class SecretParameters
{
    const BindingFlags Declared = BindingFlags.DeclaredOnly
        | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>What they are at this moment, by the name of the member.</summary>
    public static IReadOnlyList<KnownSecret> Of(object build) =>
    [
        .. from type in TypesOf(build.GetType())
           from member in type.GetMembers(Declared)
           where member.IsDefined(typeof(SecretAttribute), inherit: true)
           from value in ValuesOf(member, build)
           select new KnownSecret($"the parameter {member.Name.Split('.')[^1]}", value),
    ];

    // Private members are those of their own class alone, and members of interfaces are in no class.
    static IEnumerable<Type> TypesOf(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
        foreach (var component in type.GetInterfaces())
            yield return component;
    }

    static IEnumerable<string> ValuesOf(MemberInfo member, object build) => Read(member, build) switch
    {
        string value => [value],
        IEnumerable<string?> values => values.OfType<string>(),
        _ => [],
    };

    static object? Read(MemberInfo member, object build)
    {
        try
        {
            return member switch
            {
                FieldInfo field => field.GetValue(build),
                PropertyInfo { CanRead: true } property => property.GetValue(build),
                _ => null,
            };
        }
        catch (TargetInvocationException)
        {
            // A getter that fails gives no secret away; whoever needs its value hears of the failure.
            return null;
        }
    }
}
