namespace Nuke.Docker.Git;

/// <summary>How a call of git has ended.</summary>
/// <param name="ExitCode">0 for a good end.</param>
/// <param name="Lines">What it has written, without empty lines.</param>
/// <param name="Errors">What it has written to its standard error, redacted.</param>
sealed record GitRun(int ExitCode, IReadOnlyList<string> Lines, IReadOnlyList<string> Errors)
{
    public bool Succeeded => ExitCode == 0;
}
