namespace Nuke.Docker.Progress.Live;

/// <summary>Shows on a terminal what is at work, live, below what is written there; any number of builds share
/// it.</summary>
/// <remarks>
/// It is for a terminal alone: whoever makes one knows that the output is one. While it is in use, everybody else has
/// to write through <see cref="Writer"/>.
/// </remarks>
sealed class LiveDisplay : IDisposable
{
    static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    readonly LiveSteps _steps;
    readonly LiveRegion _region;
    readonly ITimer _timer;
    volatile bool _isSuspended;

    /// <param name="terminal">Where the region is drawn; the encoding is its own.</param>
    /// <param name="size">The terminal's size at the moment.</param>
    /// <param name="time">Redraws, and says how long an activity has lasted.</param>
    public LiveDisplay(TextWriter terminal, Func<TerminalSize> size, TimeProvider time)
    {
        _steps = new LiveSteps(time);
        _region = new LiveRegion(terminal, size);
        Writer = new RegionWriter(_region, terminal.Encoding);
        _region.Open(_steps.Render);
        _timer = time.CreateTimer(_ => Redraw(), state: null, _interval, _interval);
    }

    /// <summary>What is written here stands above the region.</summary>
    public TextWriter Writer { get; }

    /// <inheritdoc cref="LiveSteps.Report"/>
    public void Report(object build, string prefix, ProgressEvent.Activity activity) =>
        _steps.Report(build, prefix, activity);

    /// <inheritdoc cref="LiveSteps.End"/>
    public void End(object build)
    {
        _steps.End(build);
        Redraw();
    }

    /// <summary>Shows the latest state, in the terminal's present size.</summary>
    public void Redraw()
    {
        if (!_isSuspended)
            _region.Redraw();
    }

    /// <summary>Leaves the terminal as if there were no region.</summary>
    public void Suspend()
    {
        _isSuspended = true;
        _region.Close();
    }

    /// <summary>Shows the region again.</summary>
    public void Resume()
    {
        _isSuspended = false;
        _region.Open(_steps.Render);
    }

    public void Dispose()
    {
        _timer.Dispose();
        Suspend();
        Writer.Dispose();
    }
}
