namespace Nuke.Docker.Progress;

/// <summary>A line for a log.</summary>
/// <param name="Text">Without line end.</param>
/// <param name="IsWarning">Whether somebody should do something about it.</param>
readonly record struct LogLine(string Text, bool IsWarning = false);
