namespace Nuke.Docker.Git;

/// <summary>The checkouts of one repository that outlive a build: of each only the last one, and those that are in
/// use.</summary>
sealed class CheckoutCache
{
    const string HoldSuffix = ".hold";

    public CheckoutCache(string directory) => Directory = System.IO.Directory.CreateDirectory(directory).FullName;

    public string Directory { get; }

    public string PathOf(string commit) => Path.Combine(Directory, commit);

    public bool Has(string commit) => System.IO.Directory.Exists(PathOf(commit));

    /// <summary>Keeps a checkout from being removed, also by other processes, until the stream is closed.</summary>
    public FileStream Hold(string commit) =>
        new(PathOf(commit) + HoldSuffix, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);

    /// <summary>Moves a whole checkout in.</summary>
    public void Add(string commit, string directory)
    {
        try
        {
            System.IO.Directory.Move(directory, PathOf(commit));
        }
        catch (IOException) when (Has(commit))
        {
            // Another process was faster; the same commit has the same files.
            Delete(directory);
        }
    }

    /// <summary>Removes the checkouts of other commits that nobody holds.</summary>
    public void RemoveOthers(string commit)
    {
        foreach (var hold in System.IO.Directory.EnumerateFiles(Directory, "*" + HoldSuffix).ToList())
        {
            var other = Path.GetFileNameWithoutExtension(hold);
            if (other == commit)
                continue;
            try
            {
                using var exclusive = new FileStream(hold, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                Delete(PathOf(other));
                File.Delete(hold);
            }
            catch (IOException)
            {
                // Another process holds it, or removes it right now: the next build looks again.
            }
        }
    }

    /// <summary>Deletes a file, or a directory with all that is in it, also what is read-only; nothing if it is not
    /// there.</summary>
    public static void Delete(string path)
    {
        if (File.Exists(path))
            File.Delete(path);
        if (!System.IO.Directory.Exists(path))
            return;
        if (OperatingSystem.IsWindows()) // git writes its objects read-only, and Windows deletes no such file.
            foreach (var file in System.IO.Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
                File.SetAttributes(file, FileAttributes.Normal);
        System.IO.Directory.Delete(path, recursive: true);
    }
}
