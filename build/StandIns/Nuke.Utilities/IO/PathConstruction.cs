using Nuke.Common.Utilities;

namespace Nuke.Common.IO;

public static class PathConstruction
{
    public static RelativePath GetRelativePathTo(this AbsolutePath basePath, string destinationPath) =>
        (RelativePath)GetRelativePath(basePath, destinationPath);

    public static UnixRelativePath GetUnixRelativePathTo(this AbsolutePath basePath, string destinationPath) =>
        (UnixRelativePath)GetRelativePath(basePath, destinationPath);

    public static UnixRelativePath ToUnixRelativePath(this RelativePath path) => (UnixRelativePath)(string)path;

    public static bool Contains(this AbsolutePath basePath, string destinationPath) =>
        IsDescendantPath(basePath, destinationPath);

    public static string GetRelativePath(string basePath, string destinationPath)
    {
        var relative = Path.GetRelativePath(NormalizePath(basePath), NormalizePath(destinationPath));
        return relative == "." ? string.Empty : relative;
    }

    public static bool IsDescendantPath(string basePath, string destinationPath) =>
        (NormalizePath(destinationPath) + Path.DirectorySeparatorChar)
        .StartsWith(
            NormalizePath(basePath).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);

    public static bool HasPathRoot(string path) => GetPathRoot(path) != null;

    public static string GetPathRoot(string path) => path == null ? null : Path.GetPathRoot(path).ToNullIfEmpty();

    public static string NormalizePath(string path, char? separator = null)
    {
        var character = separator ?? Path.DirectorySeparatorChar;
        var root = GetPathRoot(path)?.TrimEnd('/', '\\');
        var parts = new List<string>();
        foreach (var part in path[(root?.Length ?? 0)..].Split('/', '\\').Where(x => x.Length > 0 && x != "."))
        {
            if (part == ".." && parts.LastOrDefault() is { } last && last != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part == ".." && root != null)
                Assert.Fail($"Cannot normalize '{path}' beyond path root");
            else
                parts.Add(part);
        }

        return root == null ? parts.Join(character) : $"{root}{character}{parts.Join(character)}";
    }

    public static string Combine(string left, string right, char? separator = null)
    {
        Assert.False(HasPathRoot(right), "Second path must not be rooted");
        if (right.IsNullOrWhiteSpace())
            return left ?? string.Empty;

        if (left.IsNullOrWhiteSpace())
            return right;

        return NormalizePath(left + (separator ?? Path.DirectorySeparatorChar) + right, separator);
    }
}
