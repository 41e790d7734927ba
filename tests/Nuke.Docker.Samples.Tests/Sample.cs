namespace Nuke.Docker.Samples.Tests;

/// <summary>A folder below <c>samples</c>, and what its reader would do with it.</summary>
sealed class Sample : IDisposable
{
    static readonly string[] _notCopied = ["bin", "obj", "temp"];
    readonly string _original;

    /// <param name="name">The folder's name.</param>
    /// <param name="endpoint">The engine that its build uses.</param>
    public Sample(string name, string endpoint)
    {
        Name = name;
        _original = Path.Combine(Root, name);
        Repository = new BuildRepository(name) { Environment = { ["DOCKER_HOST"] = endpoint } };
        Copy(new DirectoryInfo(_original), Repository.Path);
    }

    /// <summary>The directory of all samples.</summary>
    public static string Root { get; } = Path.Combine(RepositoryRoot.Path, "samples");

    public string Name { get; }

    /// <summary>A copy of the folder: tests change it and leave the original alone.</summary>
    public BuildRepository Repository { get; }

    /// <summary>Builds the copy, with the program that <c>build.sh</c> would have compiled.</summary>
    /// <param name="arguments">As for <c>build.sh</c>.</param>
    public Task<BuildResult> BuildAsync(params IEnumerable<string> arguments) =>
        BuildProcess.RunAsync(Repository, Path.Combine(_original, "build/bin/Debug/_build.dll"), arguments);

    /// <summary>Runs the original's <c>build.sh</c>, compilation included.</summary>
    /// <param name="arguments">As for <c>build.sh</c>.</param>
    public async Task<BuildResult> RunScriptAsync(params IEnumerable<string> arguments)
    {
        using var process = BuildProcess.StartProgram(Repository, Path.Combine(_original, "build.sh"), arguments);
        return await process.WaitAsync();
    }

    public void Dispose() => Repository.Dispose();

    static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in source.EnumerateFiles())
            file.CopyTo(Path.Combine(target, file.Name));
        foreach (var directory in source.EnumerateDirectories().Where(x => !_notCopied.Contains(x.Name)))
            Copy(directory, Path.Combine(target, directory.Name));
    }
}
