namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>Counts the files that a build has written here. Several transfers may share one.</summary>
sealed class OutputTally
{
    int _files;
    long _bytes;

    public int Files => _files;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(long bytes)
    {
        Interlocked.Increment(ref _files);
        Interlocked.Add(ref _bytes, bytes);
    }
}
