using System.Globalization;
using System.Text;

namespace Nuke.Docker.Progress.Live;

/// <summary>How many cells of a terminal's line a text takes.</summary>
/// <remarks>
/// Terminals do not agree on emoji. Where they differ, the larger number counts: a line that turns out shorter does no
/// harm, one that turns out longer wraps.
/// </remarks>
static class CharacterCells
{
    const string Ellipsis = "…";
    const int EmojiPresentation = 0xFE0F;

    // Wide and full width of Unicode's EastAsianWidth.txt, first and last, with what lies between them unassigned.
    static readonly (int First, int Last)[] _wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23F3), (0x25FD, 0x25FE), (0x2614, 0x2615),
        (0x2630, 0x2637), (0x2648, 0x2653), (0x267F, 0x267F), (0x268A, 0x268F), (0x2693, 0x2693), (0x26A1, 0x26A1),
        (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA),
        (0x26F2, 0x26F5), (0x26FA, 0x26FD), (0x2705, 0x270B), (0x2728, 0x2728), (0x274C, 0x274E), (0x2753, 0x2757),
        (0x2795, 0x2797), (0x27B0, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B55), (0x2E80, 0x303E), (0x3041, 0xA4CF),
        (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6), (0x16FE0, 0x18DFF), (0x1AFF0, 0x1B2FF), (0x1D300, 0x1D37F), (0x1F000, 0x1FAFF),
        (0x20000, 0x3FFFD),
    ];

    /// <summary>Of a text without control characters.</summary>
    public static int Count(string text) => text.EnumerateRunes().Sum(Count);

    /// <summary>Cuts a text that is too long; the last cell says so.</summary>
    /// <param name="text">Without control characters.</param>
    /// <param name="cells">How many there are.</param>
    public static string Fit(string text, int cells)
    {
        if (Count(text) <= cells)
            return text;
        var (end, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += Count(rune);
            if (used > cells - 1)
                break;
            end += rune.Utf16SequenceLength;
        }

        return cells < 1 ? "" : text[..end] + Ellipsis;
    }

    static int Count(Rune rune) =>
        rune.Value is >= ' ' and < 0x7F ? 1
        : rune.Value == EmojiPresentation ? 1 // It makes a narrow character before it a wide one.
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format ? 0
        : IsWide(rune.Value) ? 2
        : 1;

    static bool IsWide(int value)
    {
        var (low, high) = (0, _wide.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (value > _wide[middle].Last)
                low = middle + 1;
            else if (value < _wide[middle].First)
                high = middle - 1;
            else
                return true;
        }

        return false;
    }
}
