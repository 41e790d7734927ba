using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Utilities.Collections;

namespace Nuke.Common.Utilities;

public static partial class ReflectionUtility
{
    public const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    public const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    public const BindingFlags All = Instance | Static | BindingFlags.FlattenHierarchy;

    public static object GetDefaultValue(this Type type) =>
        type.IsNullableType() ? null : Activator.CreateInstance(type);

    public static bool IsNullableType(this Type type) => Nullable.GetUnderlyingType(type) != null || type.IsClass;

    public static Type GetNullableType(this Type type) =>
        type.IsNullableType() ? type : typeof(Nullable<>).MakeGenericType(type);

    public static bool IsCollectionLike(this Type type) =>
        type != typeof(string) &&
        type.GetInterfaces().Prepend(type)
            .Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IEnumerable<>));

    public static Type GetScalarType(this Type type) =>
        Nullable.GetUnderlyingType(type) ??
        (type.IsArray ? type.GetElementType() : type.IsCollectionLike() ? type.GetGenericArguments().Single() : type);

    public static bool HasCustomAttribute<T>(this MemberInfo member)
        where T : Attribute => member.GetCustomAttribute<T>() != null;

    public static Type GetMemberType(this MemberInfo member) => member switch
    {
        FieldInfo field => field.FieldType,
        PropertyInfo property => property.PropertyType,
        MethodInfo method => method.ReturnType,
        _ => throw new NotSupportedException(member.ToString()),
    };

    public static bool IsPublic(this MemberInfo member) => Accessor(member)?.IsPublic ?? ((FieldInfo)member).IsPublic;

    public static bool IsStatic(this MemberInfo member) => Accessor(member)?.IsStatic ?? ((FieldInfo)member).IsStatic;

    /// <summary>An explicit implementation carries the interface in its name.</summary>
    public static bool IsExplicit(this MemberInfo member) => member.Name.Contains('.');

    public static string GetPossibleExplicitName(this MemberInfo member) =>
        $"{member.DeclaringType.FullName.Replace('+', '.')}.{member.Name}";

    public static string GetDisplayShortName(this MemberInfo member) => member.Name.Split('.')[^1];

    public static string GetDisplayName(this MemberInfo member) =>
        $"{member.DeclaringType.DescendantsAndSelf(x => x.DeclaringType).Reverse().Select(x => x.Name).JoinDot()}.{member.GetDisplayShortName()}";

    public static MemberInfo GetMemberInfo<T>(Expression<Func<T>> expression) =>
        ((LambdaExpression)expression).GetMemberInfo();

    public static MemberInfo GetMemberInfo(this LambdaExpression expression) => expression.Body switch
    {
        MethodCallExpression call => call.Method,
        UnaryExpression { Operand: MemberExpression member } => member.Member,
        _ => ((MemberExpression)expression.Body).Member,
    };

    public static object GetTarget(this LambdaExpression expression) =>
        ((expression.Body as MemberExpression)?.Expression as ConstantExpression)?.Value;

    private static MethodBase Accessor(MemberInfo member) => member switch
    {
        PropertyInfo property => property.GetMethod ?? property.SetMethod,
        _ => member as MethodBase,
    };
}
