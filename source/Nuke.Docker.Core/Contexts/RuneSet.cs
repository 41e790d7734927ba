using System.Text;

namespace Nuke.Docker.Contexts;

/// <summary>A set of characters: ranges of code points, or all but them.</summary>
sealed class RuneSet
{
    readonly (int First, int Last)[] _ranges;
    readonly bool _isNegated;
    readonly ulong[] _ascii = new ulong[2];

    public RuneSet(bool isNegated, params (int First, int Last)[] ranges)
    {
        _isNegated = isNegated;
        _ranges = ranges;
        for (var value = 0; value < 128; value++)
        {
            if (Search(value))
                _ascii[value >> 6] |= 1UL << value;
        }
    }

    public static RuneSet All { get; } = new(isNegated: true);

    public static RuneSet NotNewLine { get; } = new(isNegated: true, ('\n', '\n'));

    public static RuneSet Slash { get; } = Of(new('/'));

    /// <summary>The character, if the set has only one.</summary>
    public Rune? Single => !_isNegated && _ranges is [var (first, last)] && first == last ? new Rune(first) : null;

    public static RuneSet Of(Rune value) => new(isNegated: false, (value.Value, value.Value));

    public bool Contains(int value) => value < 128 ? (_ascii[value >> 6] >> value & 1) != 0 : Search(value);

    /// <summary>Ranges of everything that is in none of these.</summary>
    public static IEnumerable<(int First, int Last)> Invert(IEnumerable<(int First, int Last)> ranges)
    {
        var next = 0;
        foreach (var (first, last) in ranges.Order())
        {
            if (first > next)
                yield return (next, first - 1);
            next = Math.Max(next, last + 1);
        }

        if (next <= 0x10FFFF)
            yield return (next, 0x10FFFF);
    }

    bool Search(int value)
    {
        foreach (var (first, last) in _ranges)
        {
            if (value >= first && value <= last)
                return !_isNegated;
        }

        return _isNegated;
    }
}
