using System.Text;

namespace Nuke.Docker.Machine;

/// <summary>Keeps other processes out (<c>flock</c>). The kernel releases it however its owner dies.</summary>
/// <remarks>The file stays: removing it would let two owners lock two files of the same name.</remarks>
sealed class FileLock : IDisposable
{
    const int WouldBlock = 11;
    readonly FileStream _file;

    FileLock(FileStream file) => _file = file;

    /// <summary>The lock, or <see langword="null"/> if another process has it.</summary>
    public static FileLock? TryTake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception.HResult == WouldBlock)
        {
            return null; // Taken: that is the answer.
        }
    }

    /// <summary>The lock, as soon as its present owner lets go.</summary>
    /// <exception cref="TimeoutException">The owner kept it for longer than <paramref name="limit"/>.</exception>
    public static async Task<FileLock> TakeAsync(string path, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        FileLock? taken;
        while ((taken = TryTake(path)) is null)
        {
            if (TimeProvider.System.GetElapsedTime(start) > limit)
                throw new TimeoutException(
                    $"Another process kept '{path}' locked for more than {limit.TotalSeconds:0} s.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        return taken;
    }

    /// <summary>What its owner noted in the file; it stays for the next one.</summary>
    public string Text
    {
        get
        {
            _file.Position = 0;
            return new StreamReader(_file, leaveOpen: true).ReadToEnd();
        }
        set
        {
            _file.SetLength(0);
            _file.Write(Encoding.UTF8.GetBytes(value));
            _file.Flush();
        }
    }

    public void Dispose() => _file.Dispose();
}
