using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Builders;

/// <summary>Holds a cancellation back until the engine has named what the current step makes.</summary>
/// <remarks>
/// The engine ends the step at work in its own time. A container or an image that it has not named before the
/// connection is gone could not be found again, and so not be removed.
/// </remarks>
sealed class BuildCancellation : IDisposable
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    readonly ClassicBuildTrace _trace;
    readonly CancellationToken _requested;
    readonly CancellationTokenSource _source = new();
    readonly CancellationTokenRegistration _registration;

    public BuildCancellation(ClassicBuildTrace trace, CancellationToken requested)
    {
        (_trace, _requested) = (trace, requested);
        _registration = requested.Register(() => _source.CancelAfter(trace.IsNamed ? TimeSpan.Zero : _patience));
    }

    /// <summary>Ends the connection to the engine.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>To be called after each message.</summary>
    public void ThrowIfDue()
    {
        if (_trace.IsNamed)
            _requested.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
