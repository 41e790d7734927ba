using System.Text;

namespace Nuke.Docker.Dockerfiles.Reading;

/// <summary>The file, cut into lines that keep their line endings.</summary>
sealed class SourceText
{
    /// <summary>Both builders read lines through a buffer of this size and refuse longer ones.</summary>
    const int MaximumLineBytes = 65535;

    readonly string[] _lines;

    public SourceText(string text, string name)
    {
        Name = name;
        var withoutByteOrderMark = text.StartsWith('\uFEFF') ? text[1..] : text;
        _lines = [.. SplitKeepingEnds(withoutByteOrderMark)];
        var tooLong = Array.FindIndex(_lines, line =>
            line.Length > MaximumLineBytes / 3 && Encoding.UTF8.GetByteCount(line.TrimEnd('\n')) > MaximumLineBytes);
        if (tooLong >= 0)
            throw Error(
                tooLong + 1,
                $"this line has more than {MaximumLineBytes} bytes, no builder reads it. Continue it on the next "
                + "line.");
    }

    public string Name { get; }

    public int LineCount => _lines.Length;

    /// <summary>One line with its ending; <paramref name="number"/> counts from 1.</summary>
    public string Line(int number) => _lines[number - 1];

    public string Lines(SourceLines lines) => string.Concat(_lines[(lines.Start - 1)..lines.End]).TrimEnd('\r', '\n');

    public DockerfileException Error(int line, string problem, Exception? cause = null) =>
        new(Name, line, problem, cause);

    static IEnumerable<string> SplitKeepingEnds(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var found and >= 0 ? found + 1 : text.Length;
            yield return text[start..end];
            start = end;
        }
    }
}
