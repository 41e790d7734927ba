using System.ComponentModel;

namespace Nuke.Common.Utilities;

public static partial class ReflectionUtility
{
    public static T Convert<T>(string value) => (T)Convert(value, typeof(T));

    public static object Convert(object value, Type destinationType)
    {
        if (destinationType.IsInstanceOfType(value))
            return value;

        try
        {
            return TypeDescriptor.GetConverter(destinationType).ConvertFromInvariantString(value?.ToString());
        }
        catch (Exception exception)
        {
            throw new Exception(
                $"Value '{value}' could not be converted to '{destinationType.GetDisplayShortName()}'", exception);
        }
    }

    public static object Convert(string value, Type destinationType, char? separator, bool booleanDefault)
    {
        var values = separator is { } character ? value.Split(character) : [value];
        return Convert(values.Where(x => !x.IsNullOrWhiteSpace()).ToArray(), destinationType, booleanDefault);
    }

    /// <summary>No value is an empty array, the boolean's default, or <see langword="null"/>.</summary>
    public static object Convert(IReadOnlyCollection<string> values, Type destinationType, bool booleanDefault)
    {
        if (destinationType.IsArray)
        {
            var elementType = destinationType.GetElementType();
            var converted = values.Select(x => Convert(x, elementType)).ToArray();
            var array = Array.CreateInstance(elementType, converted.Length);
            Array.Copy(converted, array, converted.Length);
            return array;
        }

        if (values.Count == 0)
            return (Nullable.GetUnderlyingType(destinationType) ?? destinationType) == typeof(bool)
                ? booleanDefault
                : null;

        Assert.HasSingleItem(
            values,
            $"Value [ {values.JoinCommaSpace()} ] cannot be assigned to '{destinationType.GetDisplayShortName()}'");
        return Convert(values.Single(), destinationType);
    }

    public static string GetDisplayShortName(this Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{underlying.GetDisplayShortName()}?";
        if (type.IsArray)
            return $"{type.GetElementType().GetDisplayShortName()}[]";
        if (type.IsGenericType)
            return $"{type.Name[..type.Name.IndexOf('`')]}<{type.GetGenericArguments().Select(GetDisplayShortName).JoinCommaSpace()}>";

        return Keywords.GetValueOrDefault(type, type.Name);
    }

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(char)] = "char", [typeof(string)] = "string", [typeof(object)] = "object",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };
}
