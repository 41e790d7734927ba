using System.Runtime.CompilerServices;
using System.Text;
using Nuke.Common.IO;
using Nuke.Common.Utilities;

namespace Nuke.Common.Tooling;

/// <summary>Quotes what is interpolated where it needs it; the format <c>r</c> hides a value, <c>nq</c> leaves it
/// alone.</summary>
[InterpolatedStringHandler]
public ref struct ArgumentStringHandler
{
    private readonly StringBuilder _text;
    private readonly List<string> _secrets;

    public ArgumentStringHandler(int literalLength, int formattedCount, out bool handlerIsValid)
    {
        _text = new StringBuilder(literalLength);
        _secrets = new List<string>(formattedCount);
        handlerIsValid = true;
    }

    public static implicit operator ArgumentStringHandler(string value) => $"{value.NotNull()}";

    public void AppendLiteral(string value) => _text.Append(value);

    public void AppendFormatted(object obj, int alignment = 0, string format = null)
    {
        var text = (obj as IAbsolutePathHolder)?.Path.ToString() ?? obj.ToString();
        if (format == "r")
            _secrets.Add(text);
        else if (format != "nq" && obj is string or IAbsolutePathHolder)
            text = text.IsSingleQuoted() ? text : text.DoubleQuoteIfNeeded();

        _text.Append(alignment < 0 ? text.PadRight(-alignment) : text.PadLeft(alignment));
    }

    public void AppendFormatted(IEnumerable<IAbsolutePathHolder> paths, int alignment = 0, string format = null)
    {
        foreach (var (index, path) in paths.Index())
        {
            _text.Append(index == 0 ? string.Empty : " ");
            AppendFormatted((object)path, alignment, format);
        }
    }

    // A text given as a whole was quoted as one value.
    public string ToStringAndClear()
    {
        var text = _text.ToString();
        _text.Clear();
        return text.Length > 1 && text.IndexOf('"', 1) == text.Length - 1 ? text.TrimMatchingDoubleQuotes() : text;
    }

    public Func<string, string> GetFilter()
    {
        var secrets = _secrets;
        return text => secrets.Aggregate(text, (x, secret) => x.Replace(secret, "[REDACTED]"));
    }
}
