namespace Nuke.Common.IO;

public class RelativePath
{
    private readonly string _path;
    private readonly char? _separator;

    protected RelativePath(string path, char? separator = null)
    {
        _path = path;
        _separator = separator;
    }

    public static explicit operator RelativePath(string path) =>
        path == null ? null : new RelativePath(PathConstruction.NormalizePath(path));

    public static implicit operator string(RelativePath path) => path?._path;

    public static RelativePath operator /(RelativePath left, string right) => new(
        PathConstruction.NormalizePath(PathConstruction.Combine(left._path, right, left._separator), left._separator),
        left._separator);

    public static RelativePath operator +(RelativePath left, string right) => new(left._path + right, left._separator);

    public override string ToString() => _path;
}
