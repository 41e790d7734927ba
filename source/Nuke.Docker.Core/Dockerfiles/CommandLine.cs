namespace Nuke.Docker.Dockerfiles;

/// <summary>What an instruction executes.</summary>
/// <param name="Words">The arguments in exec form; in shell form the whole command as one word; empty if nothing
/// follows the keyword.</param>
/// <param name="IsExecForm">Started directly, without the stage's shell.</param>
sealed record CommandLine(IReadOnlyList<Word> Words, bool IsExecForm)
{
    public override string ToString() => string.Join(' ', Words);
}
