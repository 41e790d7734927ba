namespace Nuke.Docker.Dockerfiles;

/// <summary>A piece of an instruction and where it stands. Quotes and variables are still in it until a stage is
/// resolved.</summary>
sealed record Word(string Text, SourcePosition Position)
{
    public override string ToString() => Text;
}
