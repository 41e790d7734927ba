using System.Diagnostics;
using System.Net.Sockets;

namespace Nuke.Docker.Contexts;

/// <summary>Files that would hang or fail whoever opens them.</summary>
static class SpecialFiles
{
    /// <summary>Creates <c>fifo</c>, <c>socket</c> and, where the user may, the device <c>null</c>.</summary>
    public static async Task CreateAsync(string directory)
    {
        await RunAsync(directory, "mkfifo", "-m", "644", "fifo");
        if (Environment.IsPrivilegedProcess)
            await RunAsync(directory, "mknod", "-m", "666", "null", "c", "1", "3");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(directory, "bound")));

        // Closing removes the name that it was bound to.
        File.Move(Path.Combine(directory, "bound"), Path.Combine(directory, "socket"));
    }

    static async Task RunAsync(string directory, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = directory })!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
