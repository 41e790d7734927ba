using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>Writes what a build sends into a directory, and never outside it.</summary>
/// <remarks>
/// Each path is relative and plain, and lies in a directory that was sent before it: that one is a real directory by
/// then, no link. A link is made as it is written, and nothing is ever written through it: what is in a file's way is
/// removed first. A file is written aside, and gets its name when it is complete. A mark in the root, which is open as
/// long as somebody writes, says whose files are those aside: <c>.nuke-docker-[random].mark</c> and, in any directory,
/// <c>.nuke-docker-[random].[number]</c>.
/// </remarks>
sealed class OutputTree : IDisposable
{
    const string MarkSuffix = ".mark";

    /// <summary>What we need of a directory as long as files come into it.</summary>
    const UnixFileMode Enterable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    readonly string _root;
    readonly OutputTally? _tally;
    readonly string _prefix = UnfinishedFile.NameBeside("");
    readonly FileStream _mark;
    readonly Dictionary<string, string> _unfinished = new(StringComparer.Ordinal);
    readonly List<FileStat> _directories = [];
    readonly HashSet<string> _known = new(StringComparer.Ordinal) { "" };

    /// <param name="root">Absolute path of the directory; made if need be.</param>
    /// <param name="tally">Counts what is written.</param>
    /// <exception cref="BuildOutputException">It cannot be made.</exception>
    public OutputTree(string root, OutputTally? tally = null)
    {
        (_root, _tally) = (root, tally);
        _mark = Do(root, () =>
        {
            Directory.CreateDirectory(root);
            foreach (var abandoned in UnfinishedFile.FindAbandoned(root, $"{UnfinishedFile.Mark}*{MarkSuffix}"))
                RemoveAbandoned(abandoned);
            return UnfinishedFile.Create(Path.Combine(root, _prefix + MarkSuffix));
        });
    }

    /// <summary>Makes a directory or a link.</summary>
    /// <returns>Whether the entry is a file, whose content is to follow.</returns>
    /// <exception cref="MalformedMessageException">The path leads elsewhere.</exception>
    /// <exception cref="BuildOutputException">It cannot be made.</exception>
    public bool Add(FileStat stat)
    {
        var path = Check(stat.Path);
        if (stat.Mode.IsRegular)
            return true;
        Do(path, () =>
        {
            if (stat.Mode.IsDirectory)
                AddDirectory(path, stat);
            else if (stat.Mode.IsSymbolicLink)
                AddLink(path, stat.LinkName);
        });
        return false;
    }

    /// <summary>Where a file goes.</summary>
    public string PathOf(FileStat stat) => Path.Combine(_root, stat.Path);

    /// <summary>Makes an empty file that has no name yet.</summary>
    /// <exception cref="BuildOutputException">It cannot be made.</exception>
    public FileStream Create(FileStat stat)
    {
        var path = PathOf(stat);
        return Do(path, () =>
        {
            var aside = Path.Combine(Path.GetDirectoryName(path)!, $"{_prefix}.{_unfinished.Count}");
            var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            _unfinished.Add(stat.Path, aside);
            return file;
        });
    }

    /// <summary>Gives a file, which is closed by now, its permissions, its time and its name.</summary>
    public void Complete(FileStat stat)
    {
        var path = PathOf(stat);
        Do(path, () =>
        {
            var aside = _unfinished[stat.Path];
            SetMode(aside, stat.Mode.Permissions);
            File.SetLastWriteTimeUtc(aside, TimeOf(stat));
            Remove(path);
            File.Move(aside, path);
            _tally?.Add(new FileInfo(path).Length);
        });
        _unfinished[stat.Path] = "";
    }

    /// <summary>Removes the files that were not completed.</summary>
    public void Dispose()
    {
        foreach (var aside in _unfinished.Values.Where(aside => aside.Length > 0))
            UnfinishedFile.Remove(aside);
        _mark.Dispose();
        UnfinishedFile.Remove(_mark.Name);
    }

    /// <summary>Gives the directories what writing into them would have changed, or forbidden.</summary>
    public void Complete()
    {
        foreach (var stat in Enumerable.Reverse(_directories))
        {
            var path = PathOf(stat);
            Do(path, () =>
            {
                SetMode(path, stat.Mode.Permissions);
                Directory.SetLastWriteTimeUtc(path, TimeOf(stat));
            });
        }
    }

    string Check(string path)
    {
        var names = path.Split('/');
        if (names.Any(name => name is "" or "." or "..") || path.Contains('\0', StringComparison.Ordinal)
            || (OperatingSystem.IsWindows() && path.AsSpan().IndexOfAny('\\', ':') >= 0))
            throw new MalformedMessageException($"'{path}' is no path inside an output");
        var parent = path.LastIndexOf('/') is >= 0 and var end ? path[..end] : "";
        return _known.Contains(parent)
            ? Path.Combine(_root, path)
            : throw new MalformedMessageException($"'{path}' comes before the directory that it is in");
    }

    void AddDirectory(string path, FileStat stat)
    {
        if (!IsRealDirectory(path))
            Remove(path);
        Directory.CreateDirectory(path);
        SetMode(path, stat.Mode.Permissions | Enterable);
        _directories.Add(stat);
        _known.Add(stat.Path);
    }

    /// <summary>Removes what a killed process has written aside, wherever it is.</summary>
    void RemoveAbandoned(string mark)
    {
        var everywhere = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint, // A link leads outside.
        };
        var pattern = $"{Path.GetFileNameWithoutExtension(mark)}.*";
        foreach (var aside in Directory.EnumerateFiles(_root, pattern, everywhere).ToList())
            UnfinishedFile.Remove(aside);
    }

    static void AddLink(string path, string target)
    {
        Remove(path);
        File.CreateSymbolicLink(path, target);
    }

    static void Remove(string path)
    {
        if (IsRealDirectory(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    static bool IsRealDirectory(string path) => new DirectoryInfo(path) is { Exists: true, LinkTarget: null };

    static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    static DateTime TimeOf(FileStat stat) =>
        DateTime.UnixEpoch.AddTicks(Math.Clamp(stat.Modified, 0, long.MaxValue) / TimeSpan.NanosecondsPerTick);

    static void Do(string path, Action work) => Do(path, () =>
    {
        work();
        return true;
    });

    static T Do<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BuildOutputException(path, e);
        }
    }
}
