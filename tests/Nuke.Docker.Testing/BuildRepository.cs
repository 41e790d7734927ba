namespace Nuke.Docker.Testing;

/// <summary>A fresh directory that NUKE takes for a repository, and the environment that builds in it get.</summary>
public sealed class BuildRepository : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    /// <param name="name">What the directory is called, where something is named after it.</param>
    public BuildRepository(string name = "")
    {
        Path = System.IO.Path.Combine(_directory.Path, name);
        Directory.CreateDirectory(System.IO.Path.Combine(Path, ".nuke"));
    }

    public string Path { get; }

    public Dictionary<string, string> Environment { get; } = [];

    public string Read(string name) => File.ReadAllText(System.IO.Path.Combine(Path, name));

    public void Write(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose() => _directory.Dispose();
}
