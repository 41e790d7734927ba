namespace Nuke.Docker.Contexts;

/// <summary>What a directory brings into a build context, everything below it included.</summary>
/// <param name="Path">Path in the context, with forward slashes.</param>
public sealed record DirectorySize(string Path, int Files, long Bytes)
{
    const int Depth = 2;
    const int MaximumCount = 10;

    /// <summary>The largest directories of the two upper levels, by bytes and then by files.</summary>
    internal static IReadOnlyList<DirectorySize> Rank(IEnumerable<ContextEntry> entries)
    {
        var sizes = new Dictionary<string, DirectorySize>();
        foreach (var group in entries.Where(entry => entry.Kind != ContextEntryKind.Directory)
            .GroupBy(entry => entry.Parent))
        {
            var (files, bytes) = (group.Count(), group.Sum(entry => entry.Length));
            foreach (var path in Upper(group.Key))
            {
                var known = sizes.GetValueOrDefault(path, new(path, 0, 0));
                sizes[path] = known with { Files = known.Files + files, Bytes = known.Bytes + bytes };
            }
        }

        var ranked = sizes.Values
            .OrderByDescending(size => size.Bytes)
            .ThenByDescending(size => size.Files)
            .ThenBy(size => size.Path, Utf8Order.Instance);
        return [.. ranked.Take(MaximumCount)];
    }

    static IEnumerable<string> Upper(string directory)
    {
        var end = 0;
        for (var i = 0; i < Depth && end >= 0 && directory.Length > 0; i++)
        {
            end = directory.IndexOf('/', end + 1);
            yield return end < 0 ? directory : directory[..end];
        }
    }
}
