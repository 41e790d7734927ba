namespace Nuke.Docker.Contexts;

/// <summary>Orders paths as a walk meets them: siblings by their UTF-8 bytes, a directory right before what it
/// holds.</summary>
sealed class TreeOrder : IComparer<string>
{
    public static TreeOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        var same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
            return left.Length.CompareTo(right.Length);
        // A name that ends here comes before one that goes on.
        if (left[same] == '/' || right[same] == '/')
            return left[same] == '/' ? -1 : 1;
        return Utf8Order.Instance.Compare(x, y);
    }
}
