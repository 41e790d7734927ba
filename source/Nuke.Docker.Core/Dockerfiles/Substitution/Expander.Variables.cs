namespace Nuke.Docker.Dockerfiles.Substitution;

sealed partial class Expander
{
    string ReadVariable()
    {
        _position++;
        if (!AtEnd && Current == '{')
        {
            _position++;
            return ReadBraced();
        }
        var name = ReadName();
        return name.Length == 0 ? "$" : ValueOf(name) ?? Unset($"${name}");
    }

    string ReadBraced()
    {
        if (!AtEnd && Current is '{' or '}' or ':')
            throw new FormatException($"{Shown} has a ${{ without a variable's name");
        var name = ReadName();
        if (AtEnd || char.IsWhiteSpace(Current))
            throw Unclosed('}');
        switch (_source[_position++])
        {
            case '}':
                return ValueOf(name) ?? Unset($"${{{name}}}");
            case '/':
                return Replace(name);
            case ':' when !AtEnd && Current is '-' or '+' or '?':
                return Modify(name, _source[_position++], emptyIsUnset: true);
            case var modifier and ('-' or '+' or '?' or '#' or '%'):
                return Modify(name, modifier, emptyIsUnset: false);
            default:
                _position--;
                throw Unsupported();
        }
    }

    string Modify(string name, char modifier, bool emptyIsUnset)
    {
        var operand = ReadOperand('}', keepEscapes: modifier is '#' or '%');
        var value = ValueOf(name);
        if (value == null && modes.HasFlag(ExpansionModes.KeepUnset))
            return $"${{{name}{(emptyIsUnset ? ":" : "")}{modifier}{operand}}}";
        var isSet = value != null && !(emptyIsUnset && value.Length == 0);
        return modifier switch
        {
            '-' => isSet ? value! : operand,
            '+' => isSet ? operand : "",
            '?' => isSet ? value! : throw Required(name, operand, isEmpty: value != null),
            '#' when operand.StartsWith('#') => ShellPattern.TrimStart(value ?? "", operand[1..], isGreedy: true),
            '#' => ShellPattern.TrimStart(value ?? "", operand, isGreedy: false),
            _ when operand.StartsWith('%') => ShellPattern.TrimEnd(value ?? "", operand[1..], isGreedy: true),
            _ => ShellPattern.TrimEnd(value ?? "", operand, isGreedy: false),
        };
    }

    string Replace(string name)
    {
        var all = !AtEnd && Current == '/';
        if (all)
            _position++;
        var pattern = ReadOperand('/', keepEscapes: true);
        var replacement = ReadOperand('}', keepEscapes: true);
        var value = ValueOf(name);
        if (value == null && modes.HasFlag(ExpansionModes.KeepUnset))
            return $"${{{name}/{pattern}/{replacement}}}";
        return all
            ? ShellPattern.ReplaceAll(value ?? "", pattern, replacement)
            : ShellPattern.ReplaceFirst(value ?? "", pattern, replacement);
    }

    string ReadOperand(char stop, bool keepEscapes)
    {
        var outer = _keepEscapes;
        _keepEscapes = keepEscapes;
        var operand = ReadUntil(stop).Text;
        _keepEscapes = outer;
        return operand;
    }

    /// <summary>Letters, digits and underscores; or digits alone; or one of the shell's special parameters.</summary>
    string ReadName()
    {
        var start = _position;
        if (AtEnd)
            return "";
        if (Current is '@' or '*' or '#' or '?' or '-' or '$' or '!')
            return _source[_position++].ToString();
        var isPositional = char.IsDigit(Current);
        while (!AtEnd && (char.IsDigit(Current) || (!isPositional && (char.IsLetter(Current) || Current == '_'))))
            _position++;
        return _source[start.._position];
    }

    string? ValueOf(string name)
    {
        var value = valueOf(name);
        if (value == null)
            _unset.Add(name);
        return value;
    }

    string Unset(string asWritten) => modes.HasFlag(ExpansionModes.KeepUnset) ? asWritten : "";

    FormatException Unclosed(char stop) => new($"{Shown} has no closing '{stop}'");

    FormatException Unsupported() =>
        new($"{Shown} has the modifier '{Current}' behind a variable, which no builder knows. Use :-, :+, :?, -, +, ?, #, ##, %, %%, / or //");

    static FormatException Required(string name, string message, bool isEmpty) =>
        new(message.Length > 0
            ? $"{name}: {message}"
            : $"{name} is required and {(isEmpty ? "empty" : "not set")}. Pass it as a build argument");
}
