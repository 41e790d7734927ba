using System.Reflection;

namespace Nuke.Docker.Tests.StandIns;

/// <summary>
/// Lists what an assembly offers, one member a line: its documentation ID with the return type after <c>~</c>, and
/// after a tab what the ID leaves out: the kind of a type, the accessors of a property, the names of parameters.
/// </summary>
static class PublicMembers
{
    const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public
        | BindingFlags.NonPublic;

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetTypes().Where(IsVisible).SelectMany(Lines).Order(StringComparer.Ordinal);

    static IEnumerable<string> Lines(Type type) =>
    [
        $"T:{DocumentationId.Name(type)}\t{Kind(type)}",
        .. type.GetFields(Declared)
            .Where(x => x.IsPublic || x.IsFamily || x.IsFamilyOrAssembly)
            .Select(x => $"F:{DocumentationId.Name(type)}.{x.Name}~{DocumentationId.Reference(x.FieldType)}"),
        .. type.GetConstructors(Declared).Where(IsVisible).Select(x => Line(type, x)),
        .. type.GetMethods(Declared)
            .Where(x => IsVisible(x) && (!x.IsSpecialName || x.Name.StartsWith("op_", StringComparison.Ordinal)))
            .Select(x => Line(type, x)),
        .. type.GetProperties(Declared).Where(x => x.GetAccessors(nonPublic: true).Any(IsVisible))
        .Select(x => Line(type, x)),
        .. type.GetEvents(Declared)
            .Where(x => IsVisible(x.AddMethod!))
            .Select(x => $"E:{DocumentationId.Name(type)}.{x.Name}~{DocumentationId.Reference(x.EventHandlerType!)}"),
    ];

    static string Line(Type type, MethodBase method)
    {
        var details = method.GetParameters().Select(Describe).ToArray();
        return $"M:{DocumentationId.Name(type)}.{DocumentationId.Signature(method)}" +
               (details.Length == 0 ? string.Empty : $"\t{string.Join(", ", details)}");
    }

    static string Line(Type type, PropertyInfo property)
    {
        var accessors = new[] { (property.GetMethod, "get"), (property.SetMethod, "set") }
            .Where(x => x.Item1 is { } accessor && IsVisible(accessor))
            .Select(x => x.Item2);
        var index = DocumentationId.Parameters(property.GetIndexParameters());
        return $"P:{DocumentationId.Name(type)}.{property.Name}{index}~{DocumentationId.Reference(property.PropertyType)}"
            +
               $"\t{string.Join(' ', accessors)}";
    }

    static string Describe(ParameterInfo parameter)
    {
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false);
        return (isParams ? "params " : string.Empty) + parameter.Name
            + (parameter.HasDefaultValue ? $"={Default(parameter)}" : string.Empty);
    }

    static string Default(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Enum value => value.ToString("D"),
        null when parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) == null =>
            "default",
        null => "null",
        var value => FormattableString.Invariant($"{value}"),
    };

    static string Kind(Type type)
    {
        if (type.IsInterface)
            return "interface";
        if (type.IsEnum)
            return "enum";
        if (type.IsValueType)
            return "struct";
        if (type.IsSubclassOf(typeof(Delegate)))
            return "delegate";

        var modifier = (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => string.Empty,
        };
        return $"{modifier}class"
            + (type.BaseType == typeof(object) ? string.Empty : $" : {DocumentationId.Reference(type.BaseType!)}");
    }

    static bool IsVisible(Type type) =>
        type.IsPublic
        || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!));

    // The asynchronous pair of a delegate is the compiler's.
    static bool IsVisible(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) &&
        !(method.DeclaringType!.IsSubclassOf(typeof(Delegate)) && method.Name is "BeginInvoke" or "EndInvoke");
}
