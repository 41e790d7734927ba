namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
    public static AbsolutePath CopyToDirectory(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        Func<AbsolutePath, bool> excludeDirectory = null,
        Func<AbsolutePath, bool> excludeFile = null,
        bool createDirectories = true) =>
        source.Copy(target / source.Name, policy, excludeDirectory, excludeFile, createDirectories);

    public static AbsolutePath Copy(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        Func<AbsolutePath, bool> excludeDirectory = null,
        Func<AbsolutePath, bool> excludeFile = null,
        bool createDirectories = true)
    {
        if (source.FileExists())
            return OnFile(source, target, policy, createDirectories, () => File.Copy(source, target, overwrite: true));

        CheckDirectory(source, target, policy, createDirectories);
        foreach (var directory in source.GetDirectories().Where(x => excludeDirectory?.Invoke(x) != true))
            directory.Copy(target / directory.Name, policy, excludeDirectory, excludeFile);
        foreach (var file in source.GetFiles().Where(x => excludeFile?.Invoke(x) != true))
            file.Copy(target / file.Name, policy);
        return target;
    }

    public static AbsolutePath MoveToDirectory(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        bool createDirectories = true) => source.Move(target / source.Name, policy, createDirectories);

    public static AbsolutePath Move(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        bool createDirectories = true,
        bool deleteRemainingFiles = false)
    {
        if (source.FileExists())
            return OnFile(source, target, policy, createDirectories, () => File.Move(source, target, overwrite: true));

        CheckDirectory(source, target, policy, createDirectories);
        foreach (var child in source.GetDirectories().Concat(source.GetFiles()).ToList())
            child.Move(target / child.Name, policy);
        if (deleteRemainingFiles || !Directory.EnumerateFileSystemEntries(source).Any())
            source.DeleteDirectory();
        return target;
    }

    private static void CheckDirectory(
        AbsolutePath source, AbsolutePath target, ExistsPolicy policy, bool createDirectories)
    {
        Assert.DirectoryExists(source);
        Assert.False(
            source.Contains(target), $"Target directory '{target}' must not be in source directory '{source}'");
        Assert.True(
            !target.DirectoryExists() || policy.HasFlag(ExistsPolicy.DirectoryMerge),
            "Policy disallows merging directories");
        if (createDirectories)
            target.CreateDirectory();
    }

    private static AbsolutePath OnFile(
        AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy,
        bool createDirectories,
        Action action)
    {
        if (target.FileExists())
        {
            Assert.False(policy.HasFlag(ExistsPolicy.FileFail), $"File '{target}' already exists");
            if (policy.HasFlag(ExistsPolicy.FileSkip) ||
                (policy.HasFlag(ExistsPolicy.FileOverwriteIfNewer)
                    && source.GetLastWriteTimeUtc() <= target.GetLastWriteTimeUtc()))
                return source;
        }

        if (createDirectories)
            target.Parent.CreateDirectory();
        action();
        return target;
    }
}
