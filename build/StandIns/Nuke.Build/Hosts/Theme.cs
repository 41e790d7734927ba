using Nuke.Common.Utilities;

namespace Nuke.Common;

/// <summary>Colours, or none.</summary>
internal sealed class Theme(bool colored)
{
    public const string Verbose = "\u001b[90;1m";
    public const string Debug = "\u001b[39;1m";
    public const string Information = "\u001b[38;5;45;1m";
    public const string Warning = "\u001b[38;5;214;1m";
    public const string Error = "\u001b[38;5;196;1m";
    public const string Success = "\u001b[32;1m";

    // Consoles of build servers drop empty lines.
    private const string ZeroWidthSpace = "\u200b";

    public static Theme Colored { get; } = new(colored: true);

    public static Theme Default { get; } =
        new(Environment.GetEnvironmentVariable("TERM")?.StartsWith(
            "xterm", StringComparison.OrdinalIgnoreCase) == true);

    public string Paint(string text, string color) => colored ? $"{color}{text}\u001b[0m" : text;

    public void Write(string text, string color) =>
        Console.WriteLine(text.IsNullOrWhiteSpace() ? ZeroWidthSpace : Paint(text, color));
}
