using System.Text;

namespace Nuke.Docker.Progress.Live;

/// <summary>What a program has written, as a piece of one line: without colours, and nothing that moves the
/// cursor.</summary>
static class PlainLine
{
    /// <returns>Of a line that has overwritten itself, as bars of progress do, what it was in the end.</returns>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f'))
            return text.Trim();
        var passed = new StringBuilder();
        new TerminalFilter().Pass(text, passed);
        var last = passed.ToString().Split(['\r', '\n']).LastOrDefault(part => !string.IsNullOrWhiteSpace(part), "");
        var plain = new StringBuilder();
        for (var i = 0; i < last.Length; i++)
        {
            if (last[i] == '\u001b')
                i = last.IndexOf('m', i); // Colours are all that passes.
            else
                plain.Append(last[i] == '\t' ? ' ' : last[i]);
        }

        return plain.ToString().Trim();
    }
}
