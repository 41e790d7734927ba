using Nuke.Common;
using Nuke.Docker.Progress;
using Serilog;

namespace Nuke.Docker.Reporting;

/// <summary>Where images that are worked on side by side are shown: one log, and a live display where there is a
/// terminal.</summary>
/// <remarks>Nothing that waits for its turn is lost when the work is cancelled, or when the process dies of an
/// exception. A process that is told to end cancels its work first.</remarks>
sealed class ImageLogs : IDisposable
{
    readonly LogFloor _floor = new(Write);
    readonly LiveTerminal? _terminal;
    readonly CancellationTokenRegistration _cancellation;

    /// <param name="host">What the build runs on; <see langword="null"/>: nothing with a terminal.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public ImageLogs(Host? host, CancellationToken cancellationToken)
    {
        _terminal = LiveTerminal.Enter(host);
        _cancellation = cancellationToken.Register(_floor.Flush);
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
    }

    /// <summary>Shows the progress of one image.</summary>
    /// <param name="image">The name that stands before each line; <see langword="null"/>: none.</param>
    public LogReporter For(string? image) => new(_terminal?.Display, _floor.Enter(), image);

    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;
        _cancellation.Dispose();
        _floor.Flush();
        _terminal?.Dispose();
    }

    void OnUnhandledException(object sender, UnhandledExceptionEventArgs e) => _floor.Flush();

    static void Write(LogLine line)
    {
        if (line.IsWarning)
            Log.Warning("{Line:l}", line.Text);
        else
            Log.Information("{Line:l}", line.Text);
    }
}
