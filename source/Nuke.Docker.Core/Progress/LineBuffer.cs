using System.Text;

namespace Nuke.Docker.Progress;

/// <summary>Joins text that arrives in pieces to whole lines.</summary>
sealed class LineBuffer
{
    /// <summary>What is longer is broken: a program that never ends a line must not fill the memory.</summary>
    public const int LongestLine = 1 << 20;

    readonly StringBuilder _rest = new();

    public IReadOnlyList<string> Append(string text)
    {
        var lines = new List<string>();
        var start = 0;
        for (var end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', start))
        {
            lines.Add(_rest.Append(text, start, end - start).ToString().TrimEnd('\r'));
            _rest.Clear();
            start = end + 1;
        }
        _rest.Append(text, start, text.Length - start);
        if (_rest.Length >= LongestLine)
            lines.AddRange(Flush());
        return lines;
    }

    /// <summary>What is left without a line end.</summary>
    public IReadOnlyList<string> Flush()
    {
        if (_rest.Length == 0)
            return [];
        var line = _rest.ToString().TrimEnd('\r');
        _rest.Clear();
        return [line];
    }
}
