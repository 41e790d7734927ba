using Nuke.Docker.Progress.Live;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Progress.Live;

public sealed class LiveDisplayTests : IDisposable
{
    readonly StringWriter _terminal = new();
    readonly TerminalScreen _screen = new(80, 24);
    readonly LiveDisplay _display;

    public LiveDisplayTests() => _display = new LiveDisplay(_terminal, () => new(80, 24), new StoppedClock());

    public void Dispose()
    {
        _display.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public void ADisplayThatIsSuspendedLeavesTheTerminalAsItWasAndComesBack()
    {
        _display.Report(this, "shop  ", new("a", "RUN make"));
        _display.Redraw();
        Assert.Single(Seen());

        _display.Suspend();
        _display.Writer.WriteLine("stopped");
        _display.Redraw();
        Assert.Equal(["stopped"], Seen());
        Assert.True(_screen.IsCursorVisible);

        _display.Resume();
        Assert.StartsWith("         shop  RUN make   ", Seen()[1], StringComparison.Ordinal);
        Assert.False(_screen.IsCursorVisible);
    }

    [Fact]
    public void ABuildThatEndsTakesItsLinesAlong()
    {
        _display.Report(this, "shop  ", new("a", "RUN make"));
        _display.Report("another", "cart  ", new("a", "RUN build"));

        _display.End(this);
        Assert.StartsWith("         cart  RUN build   ", Assert.Single(Seen()), StringComparison.Ordinal);

        _display.End("another");
        Assert.Empty(Seen());
        Assert.True(_screen.IsCursorVisible);
    }

    IReadOnlyList<string> Seen()
    {
        _screen.Play(_terminal.ToString());
        _terminal.GetStringBuilder().Clear();
        return _screen.Seen;
    }
}
