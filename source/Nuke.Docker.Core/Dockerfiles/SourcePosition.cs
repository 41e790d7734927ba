namespace Nuke.Docker.Dockerfiles;

/// <summary>A place in the file as an editor shows it: line and column count from 1, columns in UTF-16 units.</summary>
readonly record struct SourcePosition(int Line, int Column)
{
    public override string ToString() => $"{Line}:{Column}";
}
