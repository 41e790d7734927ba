using System.Globalization;
using System.Text;

namespace Nuke.Docker.Progress.Live;

/// <summary>Lines at the lower end of a terminal that are overwritten again and again, below whatever else is written
/// there.</summary>
/// <remarks>
/// The cursor, which is hidden, rests at the region's first cell. So all of the region is erased by erasing what is
/// below the cursor, even if a terminal that was made narrower has wrapped its lines. No line of it is as wide as the
/// terminal, which would wrap it. While somebody's line has no end yet, such as a question's, the region is away.
/// <code>
/// [INF] 3/5  COPY . .   cached     what was written
/// █  4/5  RUN dotnet build   2 s   the region, and the cursor
///    2/3  RUN npm ci         5 s
/// </code>
/// </remarks>
/// <param name="terminal">Understands the sequences of ECMA-48.</param>
/// <param name="size">The terminal's size at the moment.</param>
sealed class LiveRegion(TextWriter terminal, Func<TerminalSize> size)
{
    const string Erase = "\r\u001b[J";
    const string EraseRestOfLine = "\u001b[K";
    const string NoColours = "\u001b[0m";
    const string HideCursor = "\u001b[?25l";
    const string ShowCursor = "\u001b[?25h";

    // Never held while the size is asked for: Console waits for whoever writes to it then, who waits for this.
    readonly Lock _lock = new();
    readonly TerminalFilter _filter = new();
    readonly StringBuilder _out = new();
    Func<TerminalSize, IReadOnlyList<string>>? _render;
    IReadOnlyList<string> _shown = [];
    TerminalSize _shownAt;

    /// <summary>Shows lines from now on.</summary>
    /// <param name="render">Makes them, as few and as short as the terminal's size demands: fewer cells than it has
    /// columns.</param>
    public void Open(Func<TerminalSize, IReadOnlyList<string>> render)
    {
        lock (_lock)
            _render = render;
        Redraw();
    }

    /// <summary>Shows the lines as they are now.</summary>
    public void Redraw()
    {
        var now = size();
        lock (_lock)
        {
            if (_filter.IsLineOpen || _render is null)
                return;
            var lines = _render(now);
            var isNews = now != _shownAt ? lines.Count + _shown.Count > 0 : !lines.SequenceEqual(_shown);
            if (!isNews)
                return;
            _out.Clear();
            Draw(lines, now);
            Send();
        }
    }

    /// <summary>Writes what stays, above the region.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        var now = size();
        lock (_lock)
        {
            _out.Clear();
            if (_shown.Count > 0)
                _out.Append(Erase).Append(_filter.Colours);
            _filter.Pass(text, _out);
            if (_render is not null && !_filter.IsLineOpen && _render(now) is { Count: > 0 } lines)
                DrawBelow(lines, now);
            else
                Forget();
            Send();
        }
    }

    /// <summary>Takes the region away, and shows the cursor again. Can be called at any time, and again.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _render = null;
            _out.Clear();
            if (_shown.Count > 0)
                _out.Append(Erase);
            Forget();
            Send();
        }
    }

    /// <summary>Draws over what is there, so that nothing flickers.</summary>
    void Draw(IReadOnlyList<string> lines, TerminalSize now)
    {
        if (lines.Count > 0)
        {
            // What a terminal of another size has wrapped is on lines that are not overwritten.
            _out.Append(_shown.Count > 0 && now != _shownAt ? Erase : "\r");
            DrawBelow(lines, now);
            return;
        }

        _out.Append(Erase);
        Forget();
    }

    void DrawBelow(IReadOnlyList<string> lines, TerminalSize now)
    {
        if (_shown.Count == 0)
            _out.Append(HideCursor);
        _out.Append(NoColours);
        for (var i = 0; i < lines.Count; i++)
            _out.Append(i > 0 ? "\r\n" : "").Append(lines[i]).Append(EraseRestOfLine);
        _out.Append("\u001b[J\r");
        if (lines.Count > 1)
            _out.Append(CultureInfo.InvariantCulture, $"\u001b[{lines.Count - 1}A");
        (_shown, _shownAt) = (lines, now);
    }

    void Forget()
    {
        if (_shown.Count > 0)
            _out.Append(_filter.Colours).Append(ShowCursor);
        _shown = [];
    }

    void Send()
    {
        if (_out.Length == 0)
            return;
        terminal.Write(_out.ToString());
        terminal.Flush();
    }
}
