namespace Nuke.Docker.Contexts;

/// <summary>A directory that is gone after the test.</summary>
sealed class TemporaryTree : IDisposable
{
    public string Root { get; } = RealPath.Of(Directory.CreateTempSubdirectory("context-").FullName);

    public string this[string path] => Path.Combine(Root, path);

    public TemporaryTree Add(string path, string content = "", UnixFileMode? mode = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllText(this[path], content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(this[path], mode ?? (UnixFileMode)0b110_100_100);
        return this;
    }

    public TemporaryTree AddDirectory(string path)
    {
        Directory.CreateDirectory(this[path]);
        return this;
    }

    public TemporaryTree AddLink(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.CreateSymbolicLink(this[path], target);
        return this;
    }

    public Task<ContextContent> ScanAsync(BuildContextSettings? settings = null) =>
        BuildContext.FromDirectory(Root, settings ?? BuildContextSettings.Default).ScanAsync(CancellationToken.None);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
