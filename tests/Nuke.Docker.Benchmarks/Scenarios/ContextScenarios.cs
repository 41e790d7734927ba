namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>A context that is sent whole, for a build of one cached step.</summary>
abstract class ContextScenario(string name, string title) : BuildScenario(name, title)
{
    protected override void WriteFiles(string directory)
    {
        File.WriteAllText(Path.Combine(directory, "Dockerfile"), "FROM alpine\nCOPY Dockerfile /\n");
        WriteContext(directory);
    }

    protected abstract void WriteContext(string directory);
}

sealed class ManyFilesContext() : ContextScenario("context-many", "context of 50,000 files, 200 MB")
{
    protected override void WriteContext(string directory) => GeneratedFiles.WriteMany(directory, 50_000, 4_000);
}

sealed class LargeFilesContext() : ContextScenario("context-large", "context of 20 files, 1 GiB")
{
    protected override void WriteContext(string directory) => GeneratedFiles.WriteLarge(directory, 20, (1 << 30) / 20);
}

/// <summary>Dependencies that nobody wants to send: the walk and the patterns are what counts.</summary>
sealed class IgnoredFilesContext()
    : ContextScenario("context-ignored", "context of 50,000 files, 49,900 of them ignored")
{
    protected override void WriteContext(string directory)
    {
        GeneratedFiles.WriteMany(Path.Combine(directory, "source"), 100, 4_000);
        GeneratedFiles.WriteMany(Path.Combine(directory, "packages"), 49_900, 100);
        File.WriteAllText(Path.Combine(directory, ".dockerignore"), "packages\n**/*.log\n**/bin/**\n");
    }
}
