using System.Text;

namespace Nuke.Docker.Progress.Live;

/// <summary>Takes out of what goes to a terminal whatever moves the cursor or clears the screen: only text, line ends
/// and colours pass.</summary>
/// <remarks>
/// Sequences of ECMA-48, also those that arrive in pieces:
/// <code>
/// ESC [ parameters letter      m is a colour, and passes
/// ESC ] … BEL or ESC \         window titles, links; P, X, ^ and _ alike
/// ESC ( letter                 character sets
/// ESC letter                   the rest
/// </code>
/// </remarks>
sealed class TerminalFilter
{
    const char Escape = '\u001b';
    const int LongestSequence = 100;

    readonly StringBuilder _sequence = new();
    readonly StringBuilder _colours = new();
    State _state;

    enum State
    {
        Text,
        AfterEscape,
        Control,
        TakesOneMore,
        String,
        StringAfterEscape,
    }

    /// <summary>Whether the text ends within a line.</summary>
    public bool IsLineOpen { get; private set; }

    /// <summary>Sets the colours that the text has set and not reset so far.</summary>
    public string Colours => _colours.ToString();

    /// <summary>Adds to <paramref name="passed"/> what passes.</summary>
    public void Pass(ReadOnlySpan<char> text, StringBuilder passed)
    {
        foreach (var character in text)
            Pass(character, passed);
    }

    void Pass(char character, StringBuilder passed)
    {
        switch (_state)
        {
            case State.Text when character == Escape:
                _state = State.AfterEscape;
                break;
            case State.Text:
                PassText(character, passed);
                break;
            case State.AfterEscape:
                _sequence.Clear();
                _state = character switch
                {
                    '[' => State.Control,
                    ']' or 'P' or 'X' or '^' or '_' => State.String,
                    >= ' ' and <= '/' => State.TakesOneMore,
                    Escape => State.AfterEscape,
                    _ => State.Text,
                };
                break;
            case State.Control:
                PassControl(character, passed);
                break;
            case State.String or State.StringAfterEscape:
                _state = character == '\a' || (_state is State.StringAfterEscape && character == '\\') ? State.Text
                    : character == Escape ? State.StringAfterEscape
                    : character == '\n' ? State.Text // Nobody ends it: the next line is to be seen again.
                    : State.String;
                break;
            default:
                _state = State.Text;
                break;
        }
    }

    void PassText(char character, StringBuilder passed)
    {
        if (character == '\n')
            IsLineOpen = false;
        else if (character == '\t' || !char.IsControl(character))
            IsLineOpen = true;
        else if (character != '\r')
            return;
        passed.Append(character);
    }

    void PassControl(char character, StringBuilder passed)
    {
        _sequence.Append(character);
        if (character is >= ' ' and < '@' && _sequence.Length < LongestSequence)
            return;
        _state = State.Text;
        if (character != 'm')
            return;
        passed.Append(Escape).Append('[').Append(_sequence);
        if (_sequence[0] is 'm' or '0')
            _colours.Clear();
        else if (_colours.Length < LongestSequence)
            _colours.Append(Escape).Append('[').Append(_sequence);
    }
}
