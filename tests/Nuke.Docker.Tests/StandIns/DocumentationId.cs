using System.Reflection;

namespace Nuke.Docker.Tests.StandIns;

/// <summary>Names in the form of documentation IDs, as compilers write them into XML documentation files.</summary>
static class DocumentationId
{
    /// <summary>A definition: nested types joined by dots, type parameters counted.</summary>
    public static string Name(Type type) => type.DeclaringType is { } outer
        ? $"{Name(outer)}.{type.Name}"
        : string.IsNullOrEmpty(type.Namespace) ? type.Name : $"{type.Namespace}.{type.Name}";

    /// <summary>A use: type arguments in braces, type parameters by position.</summary>
    public static string Reference(Type type)
    {
        if (type.IsByRef)
            return Reference(type.GetElementType()!) + "@";
        if (type.IsArray)
            return Reference(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter)
            return (type.DeclaringMethod != null ? "``" : "`") + type.GenericParameterPosition;
        if (!type.IsGenericType)
            return Name(type);

        return WithArguments(type, new Queue<Type>(type.GetGenericArguments()));
    }

    public static string Signature(MethodBase method)
    {
        var name = method.IsConstructor ? "#ctor" : method.Name;
        var arity = method.IsGenericMethodDefinition ? $"``{method.GetGenericArguments().Length}" : string.Empty;
        var result = method is MethodInfo { ReturnType: var type } ? $"~{Reference(type)}" : string.Empty;
        return name + arity + Parameters(method.GetParameters()) + result;
    }

    public static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0
            ? string.Empty
            : $"({string.Join(',', parameters.Select(x => Reference(x.ParameterType)))})";

    static string WithArguments(Type type, Queue<Type> arguments)
    {
        var prefix = type.DeclaringType is { } outer ? WithArguments(outer, arguments) : type.Namespace;
        var mark = type.Name.IndexOf('`', StringComparison.Ordinal);
        if (mark < 0)
            return $"{prefix}.{type.Name}";

        var count = int.Parse(type.Name.AsSpan(mark + 1), provider: null);
        var own = Enumerable.Range(0, count).Select(_ => Reference(arguments.Dequeue()));
        return $"{prefix}.{type.Name[..mark]}{{{string.Join(',', own)}}}";
    }
}
