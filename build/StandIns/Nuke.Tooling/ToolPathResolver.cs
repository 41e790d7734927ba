using Nuke.Common.Utilities;

namespace Nuke.Common.Tooling;

public static class ToolPathResolver
{
    public static string TryGetEnvironmentExecutable(string environmentExecutable)
    {
        var path = EnvironmentInfo.GetVariable(environmentExecutable);
        if (path != null)
            Assert.FileExists(
                path, $"Path '{path}' from environment variable '{environmentExecutable}' does not exist");
        return path;
    }

    public static string GetPathExecutable(string pathExecutable)
    {
        if (File.Exists(pathExecutable))
            return Path.GetFullPath(pathExecutable);

        var name = EnvironmentInfo.IsWin && !Path.HasExtension(pathExecutable)
            ? $"{pathExecutable}.exe"
            : pathExecutable;
        return EnvironmentInfo.GetVariable("PATH").NotNullOrEmpty("PATH variable not available")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(x => Path.Combine(x, name))
            .FirstOrDefault(File.Exists)
            .NotNull($"Could not find '{pathExecutable}' on the PATH.");
    }
}
