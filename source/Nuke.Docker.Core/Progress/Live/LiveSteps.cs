namespace Nuke.Docker.Progress.Live;

/// <summary>What is at work at the moment, in all builds that show it together: a line each.</summary>
sealed class LiveSteps(TimeProvider time)
{
    const int MostLines = 12;

    readonly Lock _lock = new();
    readonly List<Line> _lines = [];

    /// <summary>Whether any build has shown anything and not ended.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _lines.Count == 0;
        }
    }

    /// <summary>Notes what has changed.</summary>
    /// <param name="build">Tells the activities of one build from those of another.</param>
    /// <param name="prefix">Stands before its title; may be empty.</param>
    /// <param name="activity">Its latest state.</param>
    public void Report(object build, string prefix, ProgressEvent.Activity activity)
    {
        lock (_lock)
        {
            var index = _lines.FindIndex(line => line.Build == build && line.Activity.Id == activity.Id);
            if (activity.IsOver)
            {
                if (index >= 0)
                    _lines.RemoveAt(index);
            }
            else if (index >= 0)
            {
                _lines[index].Activity = activity;
            }
            else
            {
                _lines.Add(new Line(build, prefix, time.GetTimestamp()) { Activity = activity });
            }
        }
    }

    /// <summary>The build has ended, however it did: nothing of it is at work any more.</summary>
    public void End(object build)
    {
        lock (_lock)
            _lines.RemoveAll(line => line.Build == build);
    }

    /// <summary>The lines of a region, the activity that began first on top.</summary>
    public IReadOnlyList<string> Render(TerminalSize size)
    {
        // The log above is what matters, and the last column would wrap.
        var rows = Math.Clamp(size.Rows / 3, 1, MostLines);
        var columns = size.Columns - 1;
        lock (_lock)
        {
            var shown = _lines.Count <= rows ? _lines.Count : rows - 1;
            var lines = _lines.Take(shown)
                .Select(line => ActivityLine.Render(
                    line.Prefix, line.Activity, time.GetElapsedTime(line.Started), columns));
            return shown == _lines.Count
                ? [.. lines]
                : [.. lines, ActivityLine.RenderRest(_lines.Count - shown, columns)];
        }
    }

    sealed class Line(object build, string prefix, long started)
    {
        public object Build => build;

        public string Prefix => prefix;

        public long Started => started;

        public required ProgressEvent.Activity Activity { get; set; }
    }
}
