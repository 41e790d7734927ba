using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Contexts;

sealed partial class PatternProgram
{
    // Go's limit.
    const int MaximumCount = 1000;

    static readonly (int, int)[] Digits = [('0', '9')];
    static readonly (int, int)[] Words = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
    static readonly (int, int)[] Spaces = [('\t', '\n'), ('\f', '\r'), (' ', ' ')];

    static readonly Dictionary<string, (int, int)[]> Named = new(StringComparer.Ordinal)
    {
        ["alnum"] = [('0', '9'), ('A', 'Z'), ('a', 'z')],
        ["alpha"] = [('A', 'Z'), ('a', 'z')],
        ["ascii"] = [(0, 127)],
        ["blank"] = [('\t', '\t'), (' ', ' ')],
        ["cntrl"] = [(0, 31), (127, 127)],
        ["digit"] = Digits,
        ["graph"] = [('!', '~')],
        ["lower"] = [('a', 'z')],
        ["print"] = [(' ', '~')],
        ["punct"] = [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        ["space"] = [('\t', '\r'), (' ', ' ')],
        ["upper"] = [('A', 'Z')],
        ["word"] = Words,
        ["xdigit"] = [('0', '9'), ('A', 'F'), ('a', 'f')],
    };

    /// <summary>Reads the Go regular expression of a pattern: only the forms that can come out of one.</summary>
    /// <returns>One program per alternative.</returns>
    public static PatternProgram[] Parse(string expression, string pattern) =>
        new Parser(expression, pattern).ReadAll();

    [GeneratedRegex(@"^\{(?<least>0|[1-9][0-9]*)(?<comma>,(?<most>0|[1-9][0-9]*)?)?\}")]
    private static partial Regex Count();

    ref struct Parser(string expression, string pattern)
    {
        readonly List<Step> _steps = [];
        ReadOnlySpan<char> _rest = expression;

        public PatternProgram[] ReadAll()
        {
            var programs = new List<PatternProgram>();
            for (var isLast = false; !isLast; _steps.Clear())
            {
                if (Count().IsMatch(_rest))
                    throw Malformed("repeats what is not there.");
                while (!_rest.IsEmpty && _rest[0] != '|')
                    ReadStep();
                isLast = !Skip("|");
                programs.Add(new([.. _steps]));
            }

            return [.. programs];
        }

        void ReadStep()
        {
            if (Skip("(.*/)?"))
                AddRepetition(
                    new(Action.Fork, Length: 3),
                    new(Action.Repeat, RuneSet.NotNewLine),
                    new(Action.Take, RuneSet.Slash));
            else if (Skip(".*"))
                AddRepetition(new Step(Action.Repeat, RuneSet.NotNewLine));
            else if (Skip("["))
                ReadBrackets();
            else if (Skip("^") || Skip(@"\A"))
                ReadCount(new(Action.Start));
            else if (Skip("$") || Skip(@"\z"))
                ReadCount(new(Action.End));
            else if (Skip(@"\b"))
                ReadCount(new(Action.Edge));
            else if (Skip(@"\B"))
                ReadCount(new(Action.NoEdge));
            else
                ReadCount(new(Action.Take, new(isNegated: false, [.. ReadClass() ?? ReadCharacter()])));
        }

        /// <summary>Adds a step as often as the <c>{2}</c>, <c>{2,}</c> or <c>{2,3}</c> behind it says.</summary>
        void ReadCount(Step step)
        {
            var count = Count().Match(_rest.ToString());
            if (!count.Success)
            {
                _steps.Add(step);
                return;
            }

            _rest = _rest[count.Length..];
            AddRepetition();
            var isOpen = count.Groups["comma"].Success && count.Groups["most"].Length == 0;
            var least = Number(count.Groups["least"].ValueSpan);
            var most = count.Groups["most"].Length > 0 ? Number(count.Groups["most"].ValueSpan) : least;
            if (least > most || most > MaximumCount)
                throw Malformed($"has the repetition '{count.Value}', which is out of order or over {MaximumCount}.");
            if (step.Set is null)
                (least, most, isOpen) = (Math.Min(least, 1), 0, false);
            _steps.AddRange(Enumerable.Repeat(step, least));
            for (var i = least; i < most; i++)
                _steps.AddRange(new(Action.Fork, Length: 2), step);
            if (isOpen)
                _steps.Add(new(Action.Repeat, step.Set));
        }

        void AddRepetition(params ReadOnlySpan<Step> steps)
        {
            if (Count().IsMatch(_rest))
                throw Malformed("repeats a repetition.");
            _steps.AddRange(steps);
        }

        static int Number(ReadOnlySpan<char> digits) =>
            int.TryParse(digits, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue;

        void ReadBrackets()
        {
            var isNegated = Skip("^");
            var ranges = new List<(int, int)>();
            do
                ranges.AddRange(ReadNamedClass() ?? ReadClass() ?? ReadRange());
            while (!Skip("]"));
            var set = new RuneSet(isNegated, [.. ranges]);
            if (Skip("*"))
                AddRepetition(new Step(Action.Repeat, set));
            else
                ReadCount(new(Action.Take, set));
        }

        IEnumerable<(int, int)>? ReadNamedClass()
        {
            if (!_rest.StartsWith("[:") || _rest[2..].IndexOf(":]") is var end && end < 0)
                return null;
            var name = _rest.Slice(2, end);
            _rest = _rest[(end + 4)..];
            var isNegated = name.StartsWith('^');
            var ranges = Named.GetValueOrDefault(name.TrimStart('^').ToString())
                ?? throw Malformed($"names the unknown class '[:{name}:]'.");
            return isNegated ? RuneSet.Invert(ranges) : ranges;
        }

        IEnumerable<(int, int)>? ReadClass() =>
            Skip(@"\d") ? Digits
            : Skip(@"\D") ? RuneSet.Invert(Digits)
            : Skip(@"\s") ? Spaces
            : Skip(@"\S") ? RuneSet.Invert(Spaces)
            : Skip(@"\w") ? Words
            : Skip(@"\W") ? RuneSet.Invert(Words)
            : null;

        (int, int)[] ReadRange()
        {
            var (first, _) = ReadCharacter()[0];
            if (_rest is not ['-', not ']', ..])
                return [(first, first)];
            _rest = _rest[1..];
            var (last, _) = ReadCharacter()[0];
            return first <= last
                ? [(first, last)]
                : throw Malformed($"has the range '{new Rune(first)}-{new Rune(last)}' in the wrong order.");
        }

        (int, int)[] ReadCharacter()
        {
            var isEscaped = Skip(@"\");
            var text = isEscaped ? _rest : [];
            var value = isEscaped ? ReadEscape(ReadRune()) : ReadRune().Value;
            return value >= 0
                ? [(value, value)]
                : throw Malformed($"has the escape '\\{text[..1]}', which stands for nothing.");
        }

        int ReadEscape(Rune escaped) => escaped.Value switch
        {
            'a' => '\a',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            'x' => ReadHexadecimal(),
            '0' => ReadOctal(0),
            >= '1' and <= '7' when !_rest.IsEmpty && _rest[0] is >= '0' and <= '7' => ReadOctal(escaped.Value - '0'),
            var value => value < 128 && !char.IsAsciiLetterOrDigit((char)value) ? value : -1,
        };

        int ReadHexadecimal()
        {
            if (_rest.Length < 2
                || !byte.TryParse(
                    _rest[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                return -1;
            _rest = _rest[2..];
            return value;
        }

        int ReadOctal(int value)
        {
            for (var i = 0; i < 2 && !_rest.IsEmpty && _rest[0] is >= '0' and <= '7'; i++)
            {
                value = value * 8 + _rest[0] - '0';
                _rest = _rest[1..];
            }

            return value;
        }

        Rune ReadRune()
        {
            if (_rest.IsEmpty)
                throw Malformed("has no closing bracket.");
            Rune.DecodeFromUtf16(_rest, out var rune, out var length);
            _rest = _rest[length..];
            return rune;
        }

        bool Skip(ReadOnlySpan<char> text)
        {
            if (!_rest.StartsWith(text))
                return false;
            _rest = _rest[text.Length..];
            return true;
        }

        readonly FormatException Malformed(string problem) => new($"'{pattern}' {problem}");
    }
}
