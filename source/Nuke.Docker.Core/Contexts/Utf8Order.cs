namespace Nuke.Docker.Contexts;

/// <summary>Orders names as their UTF-8 bytes: what Go, and with it the docker CLI, sorts directories by.</summary>
sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        var same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
            return left.Length.CompareTo(right.Length);
        return Rank(left[same]).CompareTo(Rank(right[same]));
    }

    // Code points above U+FFFF are surrogates in UTF-16 and would sort before U+E000.
    static int Rank(char value) => char.IsSurrogate(value) ? value + 0x10000 : value;
}
