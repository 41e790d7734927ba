using System.Reflection;
using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Utilities;
using Nuke.Common.Utilities.Collections;

namespace Nuke.Common;

public abstract partial class NukeBuild
{
    static NukeBuild()
    {
        RootDirectory = FindRootDirectory();
        TemporaryDirectory = (RootDirectory / ".nuke" / "temp").CreateDirectory();
        BuildAssemblyFile = Assembly.GetEntryAssembly()?.Location.ToNullIfEmpty();
        BuildAssemblyDirectory = BuildAssemblyFile?.Parent;
        BuildProjectFile = BuildAssemblyDirectory == null ? null : FindProjectFile(BuildAssemblyDirectory);
        BuildProjectDirectory = BuildProjectFile?.Parent;

        Verbosity = ParameterService.Get<Verbosity?>(() => Verbosity) ?? Verbosity.Normal;
        Host = ParameterService.Get<Host>(() => Host) ?? Host.Default;
        LoadedLocalProfiles = ParameterService.Get<string[]>(() => LoadedLocalProfiles) ?? [];
    }

    [Parameter("Root directory during build execution.", Name = Constants.Root)]
    public static AbsolutePath RootDirectory { get; }

    public static AbsolutePath TemporaryDirectory { get; }

    public static AbsolutePath BuildAssemblyFile { get; }

    public static AbsolutePath BuildAssemblyDirectory { get; }

    public static AbsolutePath BuildProjectDirectory { get; }

    public static AbsolutePath BuildProjectFile { get; }

    [Parameter("Logging verbosity during build execution. Default is 'Normal'.")]
    public static Verbosity Verbosity
    {
        get => (Verbosity)Logging.Level;
        set => Logging.Level = (LogLevel)value;
    }

    [Parameter("Host for execution. Default is 'automatic'.")]
    public static Host Host { get; set; }

    [Parameter("Defines the profiles to load.", Name = Constants.Profile)]
    public static string[] LoadedLocalProfiles { get; }

    public static bool IsLocalBuild => !IsServerBuild;

    public static bool IsServerBuild => Host is IBuildServer;

    private static AbsolutePath FindRootDirectory()
    {
        var working = EnvironmentInfo.WorkingDirectory;
        if (ParameterService.Get<AbsolutePath>(() => RootDirectory) is { } given)
            return given;

        // A bare --root means the working directory.
        if (ParameterService.Get<bool?>(() => RootDirectory) == true)
            return working;

        string[] message =
        [
            $"Could not locate '.nuke' directory/file while walking up from '{working}'.",
            "Either create a directory/file to mark the root directory, or add '--root [path]' to the invocation.",
        ];
        var root = working.FindParentOrSelf(x => (x / ".nuke").DirectoryExists());
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return (root?.ToString() == home ? null : root).NotNull(message.JoinNewLine());
    }

    private static AbsolutePath FindProjectFile(AbsolutePath directory) =>
        directory.DescendantsAndSelf(x => x.Parent)
            .Select(x => x.GetFiles("*.csproj").SingleOrDefaultOrError($"Found multiple project files in '{x}'."))
            .FirstOrDefault(x => x != null);
}
