namespace Nuke.Docker.Contexts;

/// <summary>The rules of a <c>.dockerignore</c> file, applied as the docker CLI applies them.</summary>
/// <remarks>
/// Source of the rules: <see href="https://docs.docker.com/build/concepts/context/#dockerignore-files"/> and, where
/// that is silent, the pattern matcher that docker, buildx and BuildKit share since version 23 of the CLI. The last
/// matching pattern decides; a pattern also takes what lies below a directory that it matches.
/// </remarks>
public sealed class DockerIgnore
{
    readonly IgnorePattern[] _patterns;

    DockerIgnore(IgnorePattern[] patterns)
    {
        _patterns = patterns;
    }

    /// <summary>No rules: ignores nothing.</summary>
    public static DockerIgnore Empty { get; } = new([]);

    internal int Count => _patterns.Length;

    internal IReadOnlyList<IgnorePattern> Patterns => _patterns;

    /// <summary>Reads rules from the text of an ignore file.</summary>
    /// <param name="text">One pattern per line; lines that start with <c>#</c> are comments.</param>
    /// <param name="sourceName">Names the text in errors, usually the path of the file.</param>
    /// <exception cref="FormatException">A pattern is malformed; the message names source, line and
    /// pattern.</exception>
    public static DockerIgnore Parse(string text, string sourceName)
    {
        var patterns = new List<IgnorePattern>();
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (line.StartsWith('#'))
                continue;
            try
            {
                if (IgnorePattern.Parse(line) is { } pattern)
                    patterns.Add(pattern);
            }
            catch (FormatException malformed)
            {
                throw new FormatException($"{sourceName}:{number}: {malformed.Message}", malformed);
            }
        }

        return new([.. patterns]);
    }

    /// <summary>Rules of which none is a comment, whatever it begins with.</summary>
    /// <exception cref="FormatException">A pattern is malformed; the message names it.</exception>
    internal static DockerIgnore Of(IEnumerable<string> patterns) =>
        new([.. patterns.Select(IgnorePattern.Parse).OfType<IgnorePattern>()]);

    /// <summary>Whether the rules leave out the path.</summary>
    /// <param name="path">Relative to the context, with forward slashes.</param>
    public bool Ignores(string path)
    {
        var (parent, own) = (Array.Empty<bool>(), new bool[Count]);
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            Ignores(path.AsSpan(0, end), parent, own);
            (parent, own) = (own, new bool[Count]);
        }

        return Ignores(path, parent, own);
    }

    /// <summary>Rules of this and then of the other: the other has the last word.</summary>
    internal DockerIgnore Append(DockerIgnore other) => new([.. _patterns, .. other._patterns]);

    /// <summary>Decides with what the patterns made of the parent directory, and notes what they make of the
    /// path.</summary>
    /// <param name="parent">Notes about the parent; empty at the top.</param>
    /// <param name="own">Notes about the path, one per pattern.</param>
    /// <remarks>A pattern that could change nothing is not asked, neither here nor, through its parent, below: the
    /// original does so to save time, and what it gives for <c>a/b</c>, <c>!a</c> depends on it.</remarks>
    internal bool Ignores(ReadOnlySpan<char> path, ReadOnlySpan<bool> parent, Span<bool> own)
    {
        var ignored = false;
        for (var i = 0; i < _patterns.Length; i++)
        {
            var pattern = _patterns[i];
            own[i] = !parent.IsEmpty && parent[i] || pattern.IsException == ignored && pattern.Matches(path);
            if (own[i])
                ignored = !pattern.IsException;
        }

        return ignored;
    }

    /// <summary>Whether an exception begins with this directory, so that the walk enters it although it is
    /// ignored.</summary>
    /// <remarks>A comparison of texts: <c>!**/keep</c> makes no ignored directory worth a visit.</remarks>
    internal bool MayKeepSomethingBelow(ReadOnlySpan<char> directory)
    {
        foreach (var pattern in _patterns)
        {
            if (pattern.IsException && pattern.StartsWithDirectory(directory))
                return true;
        }

        return false;
    }
}
