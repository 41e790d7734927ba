using Nuke.Common;
using Nuke.Common.Execution;

namespace Nuke.Docker.Reporting;

/// <summary>The last line of a terminal: what is at work, and for how long. It is overwritten by what comes next.</summary>
sealed class StatusLine
{
    static readonly Lazy<StatusLine> _shared = new(() => new StatusLine(Console.Out, TimeProvider.System));

    readonly TextWriter _terminal;
    readonly TimeProvider _time;
    readonly ITimer _timer;
    readonly Lock _lock = new();
    string? _text;
    long _since;

    internal StatusLine(TextWriter terminal, TimeProvider time)
    {
        (_terminal, _time) = (terminal, time);
        _timer = time.CreateTimer(_ => Draw(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The terminal's status line.</summary>
    /// <returns><see langword="null"/> where there is no terminal: in a pipeline, or with redirected output.</returns>
    public static StatusLine? Shared(Host host) =>
        host is Terminal && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is { } term && term.StartsWith("xterm", StringComparison.Ordinal)
            ? _shared.Value
            : null;

    /// <summary>Shows what is at work.</summary>
    /// <param name="text">One line.</param>
    /// <param name="since">The time stamp from which the clock counts; by default now.</param>
    public void Show(string text, long? since = null)
    {
        lock (_lock)
        {
            (_text, _since) = (text, since ?? _time.GetTimestamp());
            _timer.Change(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            Draw();
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            if (_text is null)
                return;
            _text = null;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _terminal.Write("\r\u001b[K");
        }
    }

    void Draw()
    {
        lock (_lock)
            if (_text is not null)
                _terminal.Write($"\r\u001b[K{Fit($"         {_text}   {_time.GetElapsedTime(_since).TotalSeconds:0} s")}");
    }

    // A line that wraps cannot be overwritten.
    static string Fit(string text) => Console.WindowWidth is > 1 and var width && text.Length >= width ? text[..(width - 2)] + "…" : text;
}
