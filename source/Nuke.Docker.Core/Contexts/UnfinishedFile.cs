namespace Nuke.Docker.Contexts;

/// <summary>A file that is written aside, and open in its writer alone.</summary>
/// <remarks>
/// The system closes it with the process, however that ends. So one that is open nowhere is what a killed process has
/// left, whichever container or machine that was in: the next one that writes to the same place removes it.
/// </remarks>
static class UnfinishedFile
{
    /// <summary>What the names of such files have before their random part.</summary>
    public const string Mark = ".nuke-docker-";

    // Creating and locking a file are two steps.
    static readonly TimeSpan _youth = TimeSpan.FromSeconds(5);

    /// <summary>A name beside the one that the file is to have.</summary>
    public static string NameBeside(string path) => $"{path}{Mark}{Guid.NewGuid():N}";

    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static FileStream Create(string path) => new(
        path,
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        // There an open file can have its name changed only so, and is open nowhere else all the same.
        OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None,
        bufferSize: 0,
        useAsync: true);

    /// <summary>Removes a file; one that cannot be removed stays.</summary>
    public static void Remove(string path) => Try(() => File.Delete(path));

    /// <summary>Removes a directory with all that is in it; one that cannot be removed stays.</summary>
    public static void RemoveDirectory(string path) => Try(() => Directory.Delete(path, recursive: true));

    /// <summary>Files of a directory that no process has open.</summary>
    /// <param name="directory">Need not exist.</param>
    /// <param name="pattern">Of their names, with <c>*</c>.</param>
    public static IReadOnlyList<string> FindAbandoned(string directory, string pattern) => Directory.Exists(directory)
        ? [.. Directory.EnumerateFiles(directory, pattern).Where(IsAbandoned)]
        : [];

    static void Try(Action removal)
    {
        try
        {
            removal();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its disk became read-only, for example: why it was not finished tells more than that it is still there.
        }
    }

    static bool IsAbandoned(string path)
    {
        try
        {
            if (File.GetLastWriteTimeUtc(path) > DateTime.UtcNow - _youth)
                return false;
            using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It is open, gone by now, or somebody else's.
        }
    }
}
