namespace Nuke.Docker.Samples.Tests;

/// <summary>A folder below <c>samples</c>, and what its reader would do with it.</summary>
sealed class Sample : IDisposable
{
    static readonly string[] _notCopied = ["bin", "obj", "temp"];
    readonly string _original;
    readonly PrivateEngine _engine;

    /// <param name="name">The folder's name.</param>
    /// <param name="engine">The engine that its build uses.</param>
    public Sample(string name, PrivateEngine engine)
    {
        (Name, _engine) = (name, engine);
        _original = Path.Combine(Root, name);
        Repository = new BuildRepository(name) { Environment = { ["DOCKER_HOST"] = engine.Endpoint } };
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
        RunAsync(["dotnet", Path.Combine(_original, "build/bin/Debug/_build.dll"), .. arguments]);

    /// <summary>Runs the original's <c>build.sh</c>, compilation included.</summary>
    /// <param name="arguments">As for <c>build.sh</c>.</param>
    public Task<BuildResult> RunScriptAsync(params IEnumerable<string> arguments) =>
        RunAsync([Path.Combine(_original, "build.sh"), .. arguments]);

    /// <summary>In the engine's network: published ports are at <c>localhost</c>, as on its reader's machine.</summary>
    async Task<BuildResult> RunAsync(IEnumerable<string> command)
    {
        string[] enter = [$"--net={_engine.Engine.NetworkNamespace}", .. command];
        using var process = BuildProcess.StartProgram(Repository, "nsenter", enter);
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
