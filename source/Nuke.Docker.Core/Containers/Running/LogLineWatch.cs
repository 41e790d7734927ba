namespace Nuke.Docker.Containers.Running;

/// <summary>Counts the lines that a <see cref="WaitStrategy.LogLine"/> is about.</summary>
sealed class LogLineWatch(WaitStrategy.LogLine wait)
{
    readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _count;

    public WaitStrategy.LogLine Wait => wait;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Done when enough lines have come.</summary>
    public Task Seen => _seen.Task;

    public void See(string line)
    {
        if (wait.Pattern.IsMatch(line) && Interlocked.Increment(ref _count) >= wait.Occurrences)
            _seen.TrySetResult();
    }
}
