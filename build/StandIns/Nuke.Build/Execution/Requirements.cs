using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Utilities;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary>Checked for all scheduled targets before the first one runs.</summary>
internal static class Requirements
{
    public static void Validate(NukeBuild build)
    {
        foreach (var target in build.ScheduledTargets)
        {
            foreach (var requirement in target.DelegateRequirements)
                Validate(build, target, requirement);
        }

        foreach (var (member, _) in Injection.GetMembers(build.GetType())
            .Where(x => x.Member.HasCustomAttribute<RequiredAttribute>()))
            Assert.False(
                IsMissing(build, member, string.Empty), $"Member '{Name(member)}' is required to be not null or empty");
    }

    private static void Validate(NukeBuild build, ExecutableTarget target, LambdaExpression requirement)
    {
        if (requirement is Expression<Func<bool>> condition)
        {
            Assert.True(condition.Compile()(), $"Target '{target.Name}' requires '{requirement.Body}'");
            return;
        }

        var member = requirement.GetMemberInfo();
        Assert.False(
            IsMissing(build, member, $"from target '{target.Name}' "),
            $"Target '{target.Name}' requires member '{Name(member)}' to be not null or empty");
    }

    private static bool IsMissing(NukeBuild build, MemberInfo member, string from)
    {
        if (member.DeclaringType != build.GetType())
            member = build.GetType().GetMember(member.Name).SingleOrDefault() ?? member;
        Assert.True(
            member.HasCustomAttribute<ValueInjectionAttributeBase>(),
            $"Member '{Name(member)}' is required {from}but not marked with an injection attribute.");

        if (NukeBuild.Host is Terminal && member.HasCustomAttribute<ParameterAttribute>() &&
            member is not PropertyInfo { CanWrite: false })
            Ask(build, member);

        return member.GetValue(build) is null || member.GetValue(build) is string text && text.IsNullOrWhiteSpace();
    }

    // Where standard input is redirected, there is no cursor to move, and that is the error.
    private static void Ask(NukeBuild build, MemberInfo member)
    {
        while (member.GetValue(build) == null)
        {
            Host.Information($"{ParameterService.GetDescription(member) ?? ParameterService.GetName(member)}:");
            Console.WriteLine("»");
            Console.CursorTop--;
            if (Console.ReadLine() is { Length: > 0 } answer)
                member.SetValue(build, ReflectionUtility.Convert(answer, member.GetMemberType()));
        }
    }

    private static string Name(MemberInfo member) =>
        member.HasCustomAttribute<ParameterAttribute>() ? ParameterService.GetName(member) : member.Name;
}
