using System.Reflection;
using System.Reflection.Emit;

namespace Nuke.Docker.Testing;

/// <summary>Which types a type of an assembly needs: in its bases, signatures, attributes and method bodies.</summary>
public static class TypeReferences
{
    const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public
        | BindingFlags.NonPublic;

    static readonly Dictionary<short, OpCode> _opCodes = typeof(OpCodes)
        .GetFields()
        .Select(field => field.GetValue(null))
        .OfType<OpCode>()
        .ToDictionary(code => code.Value);

    /// <summary>Every pair of a type and one that it needs. Nested types count as the type around them.</summary>
    public static IEnumerable<(Type From, Type To)> Of(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => Needed(type).SelectMany(Parts).Select(needed => (Outermost(type), Outermost(needed))))
        .Distinct();

    static IEnumerable<Type> Needed(Type type) =>
    [
        .. type.BaseType is { } parent ? [parent] : Type.EmptyTypes,
        .. type.GetInterfaces(),
        .. type.GetCustomAttributesData().Select(attribute => attribute.AttributeType),
        .. type.GetFields(Declared).Select(field => field.FieldType),
        .. type.GetMethods(Declared)
        .SelectMany(method => Signature(method).Append(method.ReturnType).Concat(Body(method))),
        .. type.GetConstructors(Declared).SelectMany(constructor => Signature(constructor).Concat(Body(constructor))),
    ];

    static IEnumerable<Type> Signature(MethodBase method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType);

    static IEnumerable<Type> Body(MethodBase method) => method.GetMethodBody() is { } body
        ? body.LocalVariables.Select(variable => variable.LocalType)
            .Concat(body.ExceptionHandlingClauses
                .Where(clause => clause.Flags is ExceptionHandlingClauseOptions.Clause)
                .Select(clause => clause.CatchType)
                .OfType<Type>())
            .Concat(Tokens(body.GetILAsByteArray()!).SelectMany(token => Resolve(method, token)))
        : [];

    // ECMA-335, III.1.2: instructions of one or two bytes, each followed by an operand whose size follows from the
    // code.
    static IEnumerable<int> Tokens(byte[] instructions)
    {
        for (var position = 0; position < instructions.Length;)
        {
            var isLong = instructions[position] is 0xFE;
            var code =
                _opCodes[isLong ? unchecked((short)(0xFE00 | instructions[position + 1])) : instructions[position]];
            position += isLong ? 2 : 1;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok
                or OperandType.InlineType)
                yield return BitConverter.ToInt32(instructions, position);
            position += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(instructions, position)),
                _ => 4,
            };
        }
    }

    static IEnumerable<Type> Resolve(MethodBase method, int token)
    {
        var member = method.Module.ResolveMember(
            token,
            method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
            method.IsGenericMethod ? method.GetGenericArguments() : null);
        return member switch
        {
            Type type1 => [type1],
            FieldInfo field => [field.DeclaringType!, field.FieldType],
            MethodInfo called =>
                [called.DeclaringType!, called.ReturnType, .. called.GetGenericArguments(), .. Signature(called)],
            MethodBase constructor => [constructor.DeclaringType!, .. Signature(constructor)],
            _ => [],
        };
    }

    static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!),
        { IsGenericParameter: true } => [],
        { IsGenericType: true } =>
            type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition()),
        _ => [type],
    };

    static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
