using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Nuke.Docker.Dockerfiles.Substitution;

namespace Nuke.Docker.Dockerfiles.Reading;

/// <summary>Finds here-documents in an instruction and reads their lines below it.</summary>
/// <remarks>https://docs.docker.com/reference/dockerfile/#here-documents</remarks>
static partial class HeredocReader
{
    public static IReadOnlyList<Heredoc> Read(LogicalLine line, LineReader lines)
    {
        var marks = Marks(line.All.Text);
        var heredocs = new List<Heredoc>();
        foreach (var mark in marks)
            heredocs.Add(ReadBody(mark, line, lines));
        return heredocs;
    }

    /// <summary>The here-document that a word stands for, without its content.</summary>
    public static Heredoc? Parse(string word)
    {
        var match = Pattern().Match(word);
        if (!match.Success || match.Groups[3].Length == 0)
            return null;
        var unquoted = Expand(match.Groups[3].Value, ExpansionModes.KeepUnset);
        if (unquoted?.Words is not [var name])
            return null;
        var quoted = Expand(match.Groups[3].Value, ExpansionModes.KeepUnset | ExpansionModes.KeepQuotes);
        _ = int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor);
        return new(
            name, "", IsExpanded: quoted?.Text == unquoted.Text, match.Groups[2].Length > 0, descriptor, default);
    }

    static List<Heredoc> Marks(string line)
    {
        const ExpansionModes asWritten = ExpansionModes.KeepQuotes | ExpansionModes.KeepEscapes
            | ExpansionModes.KeepUnset;
        // A command whose quotes do not close is the shell's affair; the builders see no here-document in it.
        var words = line.Contains("<<", StringComparison.Ordinal) ? Expand(line, asWritten)?.Words ?? [] : [];
        return [.. words.Select(Parse).OfType<Heredoc>()];
    }

    /// <summary>Always with a backslash: the escape directive does not reach into here-documents.</summary>
    static Expansion? Expand(string text, ExpansionModes modes)
    {
        try
        {
            return new Expander('\\', _ => null, modes).Expand(text);
        }
        catch (FormatException)
        {
            // Not a text of ours: see Marks.
            return null;
        }
    }

    static Heredoc ReadBody(Heredoc mark, LogicalLine line, LineReader lines)
    {
        var content = new StringBuilder();
        var first = line.Lines.End + 1;
        while (lines.NextRaw() is var (text, number))
        {
            line.ExtendTo(number);
            var visible = text.TrimEnd('\r', '\n');
            if ((mark.StripsTabs ? visible.TrimStart('\t') : visible) == mark.Name)
                return mark with { Content = content.ToString(), Lines = new(first, number) };
            content.Append(mark.StripsTabs ? text.TrimStart('\t') : text);
        }
        throw line.Source.Error(
            line.Lines.Start,
            $"the here-document '{mark.Name}' does not end. Put {mark.Name} on a line of its own behind it.");
    }

    [GeneratedRegex(@"\A(\d*)<<(-?)\s*([^<]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
