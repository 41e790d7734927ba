using System.Linq.Expressions;
using Nuke.Common.Utilities;

namespace Nuke.Common;

public static partial class EnvironmentInfo
{
    internal static readonly Arguments Arguments = new(Environment.GetCommandLineArgs().Skip(1));

    public static IReadOnlyCollection<string> CommandLineArguments => Arguments.Tokens;

    public static bool HasArgument(string name) => Arguments.Has(name);

    public static bool HasArgument<T>(Expression<Func<T>> expression) => HasArgument(expression.GetMemberInfo().Name);

    public static T GetNamedArgument<T>(string parameterName, char? separator = null) =>
        (T)Arguments.GetNamed(parameterName, typeof(T), separator);

    public static T GetNamedArgument<T>(Expression<Func<T>> expression, char? separator = null) =>
        GetNamedArgument<T>(expression.GetMemberInfo().Name, separator);

    public static T GetNamedArgument<T>(Expression<Func<object>> expression, char? separator = null) =>
        GetNamedArgument<T>(expression.GetMemberInfo().Name, separator);

    public static T[] GetAllPositionalArguments<T>(char? separator = null) =>
        (T[])Arguments.GetPositional(typeof(T[]), separator);
}
