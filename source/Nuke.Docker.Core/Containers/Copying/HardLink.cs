using System.Runtime.InteropServices;

namespace Nuke.Docker.Containers.Copying;

/// <summary>Hard links, which the base library reads from archives but does not offer to make.</summary>
static partial class HardLink
{
    /// <summary>Makes a hard link; on Windows, a copy.</summary>
    public static void Create(string path, string existing)
    {
        if (OperatingSystem.IsWindows())
            File.Copy(existing, path);
        else if (Link(existing, path) != 0)
            throw new IOException(
                $"'{path}' cannot be linked to '{existing}': {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string path);
}
