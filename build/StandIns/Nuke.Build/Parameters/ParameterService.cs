using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities;
using Serilog;

namespace Nuke.Common;

/// <summary>Where a parameter's value comes from: command line, environment, parameter files.</summary>
internal static class ParameterService
{
    /// <summary>Set as soon as the files are known; name and type in, value or <see langword="null"/> out.</summary>
    public static Func<string, Type, object> Files { get; set; }

    public static string GetName(MemberInfo member) =>
        member.DeclaringType.GetCustomAttribute<ParameterPrefixAttribute>()?.Prefix +
        (member.GetCustomAttribute<ParameterAttribute>().NotNull().Name ?? member.Name);

    public static string GetDashedName(MemberInfo member) =>
        GetName(member).SplitCamelHumpsWithKnownWords().JoinDash().ToLowerInvariant();

    public static string GetDescription(MemberInfo member) =>
        member.GetCustomAttribute<ParameterAttribute>().NotNull().Description?.TrimEnd('.');

    public static IEnumerable<string> GetValueNames(Type type) =>
        type.IsSubclassOf(typeof(Enumeration))
            ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(x => x.Name).Order()
            : null;

    public static T Get<T>(Expression<Func<object>> expression) => (T)Get(expression.GetMemberInfo(), typeof(T));

    public static object Get(MemberInfo member, Type type)
    {
        var separator = member.GetCustomAttribute<ParameterAttribute>().NotNull().Separator;
        return Get(GetName(member), type, separator?.Single());
    }

    public static object Get(string name, Type type, char? separator = null) =>
        (EnvironmentInfo.HasArgument(name) ? EnvironmentInfo.Arguments.GetNamed(name, type, separator) : null) ??
        (name == Constants.Target ? EnvironmentInfo.Arguments.GetPositional(type, separator) : null) ??
        FromEnvironment(name, type, separator) ??
        Files?.Invoke(name, type);

    private static object FromEnvironment(string name, Type type, char? separator)
    {
        if (FindVariable(name) is not { } value)
            return null;

        try
        {
            return ReflectionUtility.Convert(value, type, separator, booleanDefault: false);
        }
        catch (Exception exception)
        {
            string[] lines = [
                exception.Message,
                $"Resolving parameter '{name}' failed. Environment variable was:",
                value
            ];
            throw new Exception(lines.JoinNewLine());
        }
    }

    private static string FindVariable(string name)
    {
        var variables = EnvironmentInfo.Variables;
        if (variables.TryGetValue(name, out var exact))
            return exact;

        var plain = LettersAndDigits(name);
        var matches = variables
            .Where(x => LettersAndDigits(x.Key) is var key &&
                        (key.EqualsOrdinalIgnoreCase(plain) || key.EqualsOrdinalIgnoreCase($"NUKE{plain}")))
            .Select(x => x.Value)
            .ToList();
        if (matches.Count > 1)
            Log.Warning("Could not resolve {VariableName} since multiple values are provided", name);

        return matches.Count == 1 ? matches[0] : null;
    }

    private static string LettersAndDigits(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
