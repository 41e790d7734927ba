namespace Nuke.Docker.Progress;

/// <summary>The last lines that a step or a container has written, for the error message if it fails.</summary>
sealed class RecentLines
{
    /// <summary>How many lines an error message shows.</summary>
    public const int Capacity = 20;

    readonly Queue<string> _lines = new(Capacity);

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Add(string line)
    {
        if (_lines.Count == Capacity)
            _lines.Dequeue();
        _lines.Enqueue(line);
    }

    public void Clear() => _lines.Clear();
}
