using Nuke.Common.Utilities.Collections;

namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
    public static AbsolutePath CreateDirectory(this AbsolutePath path)
    {
        Directory.CreateDirectory(path);
        return path;
    }

    public static AbsolutePath CreateOrCleanDirectory(this AbsolutePath path)
    {
        path.DeleteDirectory();
        return path.CreateDirectory();
    }

    public static void DeleteFile(this AbsolutePath path)
    {
        if (path.FileExists())
            File.Delete(path);
    }

    public static void DeleteFiles(this IEnumerable<AbsolutePath> paths) => paths.ForEach(DeleteFile);

    public static void DeleteDirectory(this AbsolutePath path)
    {
        if (path.DirectoryExists())
            Directory.Delete(path, recursive: true);
    }

    public static void DeleteDirectories(this IEnumerable<AbsolutePath> paths) => paths.ForEach(DeleteDirectory);

    public static AbsolutePath TouchFile(this AbsolutePath path, DateTime? time = null, bool createDirectories = true)
    {
        if (createDirectories)
            path.Parent.CreateDirectory();
        if (!path.FileExists())
            File.WriteAllBytes(path, []);
        File.SetLastWriteTime(path, time ?? DateTime.Now);
        return path;
    }

    public static IEnumerable<AbsolutePath> GetFiles(
        this AbsolutePath path,
        string pattern = "*",
        int depth = 1,
        FileAttributes attributes = 0) =>
        depth == 0
            ? []
            : Directory.GetFiles(path, pattern)
                .Where(x => (File.GetAttributes(x) & attributes) == attributes)
                .Order()
                .Select(AbsolutePath.Create)
                .Concat(path.GetDirectories(depth: depth - 1)
                .SelectMany(x => x.GetFiles(pattern, attributes: attributes)));

    public static IEnumerable<AbsolutePath> GetDirectories(
        this AbsolutePath path,
        string pattern = "*",
        int depth = 1,
        FileAttributes attributes = 0)
    {
        for (var level = new[] { (string)path }; level.Length > 0 && depth > 0; depth--)
        {
            var matches = level
                .SelectMany(x => Directory.GetDirectories(x, pattern))
                .Where(x => (File.GetAttributes(x) & attributes) == attributes)
                .Order();
            foreach (var match in matches)
                yield return match;

            level = [.. level.SelectMany(Directory.GetDirectories)];
        }
    }
}
