using System.Globalization;
using System.Text;

namespace Nuke.Docker.Testing;

/// <summary>A small terminal: plays what a program has written, and tells what a user then sees.</summary>
/// <remarks>
/// It knows what log lines and live regions use of ECMA-48, and fails at anything else. A wide character takes two
/// cells, a line that is full wraps with the next character, and one that grows narrower wraps what it holds, as most
/// terminals of today do.
/// </remarks>
public sealed class TerminalScreen(int columns, int rows)
{
    const char WideRest = '\0';

    readonly List<Line> _lines = [new()];
    int _row;
    int _column;
    int _top;
    string _sequence = "";

    public int Columns { get; private set; } = columns;

    public int Rows { get; private set; } = rows;

    public bool IsCursorVisible { get; private set; } = true;

    /// <summary>Where the cursor is on the screen, from 0.</summary>
    public (int Row, int Column) Cursor => (_row - _top, _column);

    /// <summary>What is seen, without blanks at the ends of lines, and what has scrolled away above it.</summary>
    public IReadOnlyList<string> Everything => Trim(_lines.Select(line => line.Text.ToString()));

    /// <summary>All lines as they were written: what the terminal has wrapped is one line.</summary>
    public IReadOnlyList<string> Written
    {
        get
        {
            var written = new List<string> { "" };
            foreach (var line in _lines)
            {
                written[^1] += line.Text;
                if (!line.Wraps)
                    written.Add("");
            }

            return Trim(written);
        }
    }

    /// <summary>What is seen, without blanks at the ends of lines and lines at the end.</summary>
    public IReadOnlyList<string> Seen => Trim(
        _lines.Skip(_top).Take(Rows).Select(line => line.Text.ToString()));

    /// <summary>Plays output.</summary>
    /// <exception cref="NotSupportedException">It holds a sequence that a log has no use for.</exception>
    public TerminalScreen Play(string output)
    {
        foreach (var rune in output.EnumerateRunes())
            Play(rune);
        return this;
    }

    /// <summary>Becomes wider or narrower: lines are wrapped anew, and the cursor stays at its character.</summary>
    public void Resize(int columns, int rows)
    {
        var (lines, row, column) = (new List<Line>(), 0, 0);
        for (var first = 0; first < _lines.Count;)
        {
            var last = first;
            while (_lines[last].Wraps && last < _lines.Count - 1)
                last++;
            var text = string.Concat(_lines[first..(last + 1)].Select(line => line.Text.ToString())).TrimEnd(' ');
            var before = _row >= first && _row <= last
                ? _lines[first.._row].Sum(line => line.Text.Length) + _column
                : -1;
            var start = 0;
            do
            {
                var end = Math.Min(text.Length, start + columns);
                if (end < text.Length && text[end] == WideRest)
                    end--;
                if (before >= start && (before < end || end == text.Length))
                    (row, column) = (lines.Count, Math.Min(before - start, columns - 1));
                lines.Add(new Line { Wraps = end < text.Length });
                lines[^1].Text.Append(text.AsSpan(start, end - start));
                start = end;
            }
            while (start < text.Length);

            first = last + 1;
        }

        _lines.Clear();
        _lines.AddRange(lines);
        (_row, _column, Columns, Rows) = (row, column, columns, rows);
        _top = Math.Max(0, Math.Min(_lines.Count - rows, _row));
    }

    public override string ToString() => string.Join('\n', Seen);

    void Play(Rune rune)
    {
        if (_sequence.Length > 0)
            PlaySequence(rune);
        else if (rune.Value == 0x1b)
            _sequence = "\u001b";
        else if (rune.Value == '\r')
            _column = 0;
        else if (rune.Value == '\n')
            Feed();
        else if (rune.Value == '\t')
            _column = Math.Min(Columns - 1, (_column / 8 * 8) + 8);
        else if (Rune.IsControl(rune))
            throw new NotSupportedException($"Control character {rune.Value:x2} at {Cursor}.");
        else
            Put(rune);
    }

    void PlaySequence(Rune rune)
    {
        _sequence += rune;
        if (_sequence.Length == 2 ? rune.Value != '[' : rune.Value is < '@' or > '~')
        {
            if (_sequence is "\u001b=" or "\u001b>")
                _sequence = ""; // What keys send: of no account here.
            else if (_sequence.Length == 2)
                throw new NotSupportedException($"Sequence ESC {rune} at {Cursor}.");
            return;
        }

        if (_sequence.Length == 2)
            return;
        var parameters = _sequence[2..^1];
        _sequence = "";
        var number = int.TryParse(parameters, CultureInfo.InvariantCulture, out var given) ? given : 0;
        switch ((char)rune.Value)
        {
            case 'm':
            case 'h' or 'l' when parameters == "?1":
                break;
            case 'A':
                _row = Math.Max(_top, _row - Math.Max(1, number));
                break;
            case 'K' when number == 0:
                EraseRest(_lines[_row], _column);
                break;
            case 'J' when number == 0:
                EraseRest(_lines[_row], _column);
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            case 'h' or 'l' when parameters == "?25":
                IsCursorVisible = rune.Value == 'h';
                break;
            default:
                throw new NotSupportedException($"Sequence ESC [ {parameters} {rune} at {Cursor}.");
        }
    }

    void Put(Rune rune)
    {
        var width = WidthOf(rune);
        if (width == 0)
            return; // It joins the character before it, whose cell is all that counts here.
        if (_column + width > Columns)
        {
            _lines[_row].Wraps = true;
            Feed();
        }

        var text = _lines[_row].Text;
        text.Append(' ', Math.Max(0, _column + width - text.Length));
        text[_column] = rune.IsBmp ? (char)rune.Value : '\ufffd';
        if (width == 2)
            text[_column + 1] = WideRest;
        _column += width;
    }

    // Programs write line feeds alone: the terminal's driver puts the carriage return before them.
    void Feed()
    {
        _column = 0;
        if (++_row == _lines.Count)
            _lines.Add(new Line());
        _top = Math.Max(_top, _row - Rows + 1);
    }

    static void EraseRest(Line line, int column)
    {
        line.Text.Length = Math.Min(line.Text.Length, column);
        line.Wraps = false;
    }

    // Independent of the product's table: what terminals agree on.
    static int WidthOf(Rune rune) => rune.Value switch
    {
        0x200B or 0xFE0F => 0,
        >= 0x300 and <= 0x36F => 0,
        >= 0x1100 and <= 0x115F => 2,
        >= 0x2E80 and <= 0xA4CF => 2,
        >= 0xAC00 and <= 0xD7A3 => 2,
        >= 0xFF00 and <= 0xFF60 => 2,
        >= 0x1F300 and <= 0x1FAFF => 2,
        >= 0x20000 => 2,
        _ => 1,
    };

    static List<string> Trim(IEnumerable<string> lines)
    {
        var texts = lines
            .Select(line => line.Replace(WideRest.ToString(), "", StringComparison.Ordinal).TrimEnd())
            .ToList();
        return texts[..(texts.FindLastIndex(text => text.Length > 0) + 1)];
    }

    sealed class Line
    {
        public StringBuilder Text { get; } = new();

        /// <summary>Whether the line goes on in the next one.</summary>
        public bool Wraps { get; set; }
    }
}
