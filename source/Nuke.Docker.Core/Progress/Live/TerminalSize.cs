namespace Nuke.Docker.Progress.Live;

/// <summary>How large a terminal is at the moment, in cells.</summary>
readonly record struct TerminalSize(int Columns, int Rows)
{
    static readonly TerminalSize _usual = new(80, 24);

    /// <summary>Terminals that do not say have the usual one.</summary>
    public static TerminalSize Of(int columns, int rows) =>
        new(columns > 0 ? columns : _usual.Columns, rows > 0 ? rows : _usual.Rows);
}
