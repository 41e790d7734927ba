using System.Diagnostics;
using System.Text.RegularExpressions;
using Nuke.Docker.Machine;

namespace Nuke.Docker.Testing;

/// <summary>This machine's git, for images whose base has none.</summary>
public static partial class GitProgram
{
    static readonly string[] _programs = ["/usr/bin/git", "/usr/lib/git-core/git-remote-http"];

    /// <summary>Copies git and its libraries below a directory that becomes <c>/</c>; it clones over HTTP.</summary>
    public static async Task CopyAsync(string root)
    {
        await DebianPackages.EnsureInstalledAsync(["git"], _ => { }, CancellationToken.None);
        foreach (var program in _programs)
        {
            Copy(program, root);
            using var listing =
                Process.Start(new ProcessStartInfo("ldd", [program]) { RedirectStandardOutput = true })!;
            foreach (Match library in Library().Matches(await listing.StandardOutput.ReadToEndAsync()))
                Copy(library.Value, root);
        }
    }

    static void Copy(string file, string root)
    {
        // Where /lib is a link to /usr/lib, a directory cannot be copied over it.
        var copy = root + (file.StartsWith("/usr/", StringComparison.Ordinal) ? file : "/usr" + file);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(file, copy, overwrite: true);
    }

    [GeneratedRegex(@"/\S+\.so\S*")]
    private static partial Regex Library();
}
