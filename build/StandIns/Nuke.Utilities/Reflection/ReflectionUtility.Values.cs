using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Utilities.Collections;

namespace Nuke.Common.Utilities;

public static partial class ReflectionUtility
{
    public static T GetValue<T>(this MemberInfo member, object obj = null, object[] args = null) =>
        (T)member.GetValue(obj, args);

    public static object GetValue(this MemberInfo member, object obj = null, object[] args = null) => member switch
    {
        FieldInfo field => field.GetValue(obj),
        PropertyInfo property => property.GetValue(obj),
        MethodInfo method => method.Invoke(obj, args),
        _ => throw new NotSupportedException(member.ToString()),
    };

    /// <summary>Calls exactly the given implementation, whatever overrides it.</summary>
    public static TResult GetValueNonVirtual<TResult>(this MemberInfo member, object obj, params object[] arguments)
    {
        var method = (member as PropertyInfo)?.GetMethod ?? (MethodInfo)member;
        var type = Expression.GetFuncType([.. method.GetParameters().Select(x => x.ParameterType), method.ReturnType]);
        var call = (Delegate)Activator.CreateInstance(type, obj, method.MethodHandle.GetFunctionPointer());
        return (TResult)call.DynamicInvoke(arguments);
    }

    /// <summary>Fields, also read-only ones, and properties; of these the backing field where there is one.</summary>
    public static void SetValue(this MemberInfo member, object instance, object value)
    {
        var field = member as FieldInfo ?? BackingField(member);
        if (field != null)
        {
            field.SetValue(field.IsStatic ? null : instance, value);
            return;
        }

        var property = (PropertyInfo)member;
        Assert.True(property.SetMethod != null, $"Property '{member.Name}' is not settable");
        property.SetValue(property.IsStatic() ? null : instance, value);
    }

    private static FieldInfo BackingField(MemberInfo member) =>
        member.DeclaringType.DescendantsAndSelf(x => x.BaseType)
            .SelectMany(x => x.GetFields(All))
            .FirstOrDefault(x => x.Name.StartsWith($"<{member.Name}>", StringComparison.Ordinal));
}
