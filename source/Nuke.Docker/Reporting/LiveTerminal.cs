using System.Runtime.InteropServices;
using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Docker.Progress.Live;

namespace Nuke.Docker.Reporting;

/// <summary>The live display of this process, as long as somebody shows something on it.</summary>
/// <remarks>
/// While it is in use, <see cref="Console.Out"/> is its writer, and <see cref="Console.Error"/> if that is the
/// terminal too: NUKE's log and the lines of others then stand above the region. A process that ends meanwhile, is told
/// to end or is stopped leaves the terminal as it was.
/// </remarks>
sealed class LiveTerminal : IDisposable
{
    static readonly Lock _lock = new();
    static LiveTerminal? _current;
    static bool _isEnding;

    readonly (TextWriter Out, TextWriter Error) _before = (Console.Out, Console.Error);
    readonly (TextWriter Out, TextWriter Error) _during;
    readonly List<PosixSignalRegistration> _signals = [];
    int _users;

    LiveTerminal()
    {
        Display = new LiveDisplay(Console.Out, ReadSize, TimeProvider.System);
        Console.SetOut(Display.Writer);
        if (!Console.IsErrorRedirected)
            Console.SetError(Display.Writer);
        _during = (Console.Out, Console.Error);
        AppDomain.CurrentDomain.ProcessExit += OnEnd;
        AppDomain.CurrentDomain.UnhandledException += OnEnd;
        On(PosixSignal.SIGINT, End);
        On(PosixSignal.SIGTERM, End);
        On(PosixSignal.SIGQUIT, End);
        On(PosixSignal.SIGHUP, End);
        if (OperatingSystem.IsWindows())
            return;
        On(PosixSignal.SIGTSTP, Display.Suspend);
        On(PosixSignal.SIGCONT, Display.Resume);
        On(PosixSignal.SIGWINCH, Display.Redraw);
    }

    public LiveDisplay Display { get; }

    /// <summary>Shares the display with whoever else uses it, until it is disposed.</summary>
    /// <param name="host">What the build runs on.</param>
    /// <returns><see langword="null"/> where there is no terminal: in a pipeline, or with redirected output.</returns>
    public static LiveTerminal? Enter(Host? host)
    {
        lock (_lock)
        {
            if (_isEnding || !IsTerminal(host))
                return null;
            _current ??= new LiveTerminal();
            _current._users++;
            return _current;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (--_users > 0)
                return;
            _current = null;
            _signals.ForEach(signal => signal.Dispose());
            AppDomain.CurrentDomain.ProcessExit -= OnEnd;
            AppDomain.CurrentDomain.UnhandledException -= OnEnd;
            // Whoever has put a writer in our place keeps it; ours only passes on from now on.
            if (Console.Out == _during.Out)
                Console.SetOut(_before.Out);
            if (Console.Error == _during.Error)
                Console.SetError(_before.Error);
            Display.Dispose();
        }
    }

    static bool IsTerminal(Host? host) =>
        host is Terminal && !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    static TerminalSize ReadSize() => TerminalSize.Of(Console.WindowWidth, Console.WindowHeight);

    void On(PosixSignal signal, Action act) => _signals.Add(PosixSignalRegistration.Create(signal, _ => act()));

    void OnEnd(object? sender, EventArgs e) => End();

    // NUKE runs its last targets while the process ends; they have no use for a region that nobody takes away.
    void End()
    {
        _isEnding = true;
        Display.Suspend();
    }
}
