using Nuke.Common.Utilities;

namespace Nuke.Common;

/// <summary>A command line: positional values, then dashed names, each followed by its values.</summary>
internal sealed class Arguments(IEnumerable<string> tokens)
{
    private readonly string[] _tokens = [.. tokens];

    public IReadOnlyList<string> Tokens => _tokens;

    public bool Has(string name) => IndexOf(name) >= 0;

    public object GetNamed(string name, Type type, char? separator)
    {
        var index = IndexOf(name);
        return index < 0
            ? type.GetDefaultValue()
            : Convert(name, [.. _tokens.Skip(index + 1).TakeWhile(x => !IsName(x))], type, separator);
    }

    public object GetPositional(Type type, char? separator)
    {
        var values = _tokens.TakeWhile(x => !IsName(x)).ToArray();
        return values.Length == 0 ? type.GetDefaultValue() : Convert("$all-positional", values, type, separator);
    }

    private static bool IsName(string token) => token.StartsWith('-');

    private static string WithoutDashes(string name) => name.Replace("-", string.Empty);

    // The last occurrence wins.
    private int IndexOf(string name) => Array.FindLastIndex(
        _tokens,
        x => IsName(x) && WithoutDashes(x).Equals(WithoutDashes(name), StringComparison.OrdinalIgnoreCase));

    private object Convert(string name, string[] values, Type type, char? separator)
    {
        if (separator is { } character && values is [var single])
            values = single.Split(character);

        try
        {
            return ReflectionUtility.Convert(values, type, booleanDefault: true);
        }
        catch (Exception exception)
        {
            string[] lines =
            [
                $"Resolving argument '{name}' failed.",
                exception.Message,
                "Arguments were:",
                .. _tokens.Select((x, i) => $"  [{i}] = {x}"),
            ];
            throw new Exception(string.Join(Environment.NewLine, lines));
        }
    }
}
