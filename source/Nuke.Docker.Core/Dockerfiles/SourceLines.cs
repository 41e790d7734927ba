namespace Nuke.Docker.Dockerfiles;

/// <summary>The lines that something covers, both ends included, counted from 1.</summary>
readonly record struct SourceLines(int Start, int End)
{
    public override string ToString() => Start == End ? $"{Start}" : $"{Start}-{End}";
}
