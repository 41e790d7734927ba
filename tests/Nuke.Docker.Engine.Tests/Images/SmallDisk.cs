using Nuke.Docker.Machine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>A file system of a test's own, in memory, that is soon full or becomes read-only.</summary>
/// <remarks>Needs root.</remarks>
sealed class SmallDisk : IAsyncDisposable
{
    readonly TemporaryDirectory _directory = new();

    SmallDisk()
    {
    }

    /// <summary>Absolute.</summary>
    public string Path => _directory.Path;

    /// <summary>All that is there, directories included, relative.</summary>
    public IReadOnlyList<string> Entries =>
    [
        .. Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories)
            .Select(entry => System.IO.Path.GetRelativePath(Path, entry)).Order(StringComparer.Ordinal),
    ];

    /// <param name="kibibytes">Its size.</param>
    public static async Task<SmallDisk> MountAsync(int kibibytes = 1024)
    {
        var disk = new SmallDisk();
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "nuke-docker-test", disk.Path);
        return disk;
    }

    /// <summary>Nothing can be written any more. No file may be open for writing.</summary>
    public Task MakeReadOnlyAsync() => RunAsync("mount", "-o", "remount,ro", Path);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", Path);
        _directory.Dispose();
    }

    static Task RunAsync(string program, params string[] arguments) =>
        Command.RunAsync(program, arguments, CancellationToken.None);
}
