namespace Nuke.Docker.Dockerfiles;

/// <summary>A Dockerfile that no builder would accept. The message reads <c>file:line: what is wrong and what to
/// do</c>.</summary>
public sealed class DockerfileException : FormatException
{
    internal DockerfileException(string file, int line, string problem, Exception? cause = null)
        : base($"{file}:{line}: {problem}", cause)
    {
        File = file;
        Line = line;
        Problem = problem;
    }

    /// <summary>The Dockerfile, as it was named when it was parsed.</summary>
    public string File { get; }

    /// <summary>The line the problem starts at, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The message without file and line.</summary>
    public string Problem { get; }
}
