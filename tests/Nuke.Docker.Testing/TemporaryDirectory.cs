namespace Nuke.Docker.Testing;

/// <summary>An empty directory of a test's own, removed with all that is in it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Absolute.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("nuke-docker-").FullName;

    /// <summary>Writes a file, and the directories on the way to it.</summary>
    /// <param name="name">Relative, with forward slashes.</param>
    /// <param name="text">Its content, UTF-8 without a byte order mark.</param>
    /// <returns>Its absolute path.</returns>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
