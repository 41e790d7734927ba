using System.Text;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Containers.Copying;

/// <summary>Which entries of an archive belong to an artifact, and where they go.</summary>
abstract class ArtifactSelection
{
    /// <summary>A path and all below it.</summary>
    public static ArtifactSelection Whole(string path, Artifact artifact) =>
        new WholePath(string.Join('/', ContainerPath.Segments(artifact switch
        {
            { IsContent: true } => artifact.Destination ?? "",
            { Destination: null } => ContainerPath.Name(path),
            { Destination: var destination } when destination.EndsWith('/') => destination + ContainerPath.Name(path),
            { Destination: var destination } => destination,
        })));

    /// <summary>All paths that match a pattern, and all below them.</summary>
    public static ArtifactSelection Matching(string pattern, string? destination)
    {
        var depth = ContainerPath.Segments(ContainerPath.StaticPrefix(pattern)).Count();
        return new MatchingPaths(
            [.. ContainerPath.Segments(pattern).Skip(depth)],
            string.Join('/', ContainerPath.Segments(destination ?? "")));
    }

    /// <summary>Whether a pattern can be read: no range ends before it begins.</summary>
    public static bool CanRead(string pattern)
    {
        try
        {
            Matching(pattern, destination: null);
            return true;
        }
        catch (RegexParseException)
        {
            return false;
        }
    }

    /// <param name="segments">The entry's path below the archived one.</param>
    /// <returns><see langword="null"/> if the entry does not belong to the artifact.</returns>
    public abstract (string Path, string Root)? Select(string[] segments);

    static string Join(string directory, params IEnumerable<string> segments) =>
        string.Join('/', new[] { directory }.Concat(segments).Where(segment => segment.Length > 0));

    sealed class WholePath(string destination) : ArtifactSelection
    {
        public override (string Path, string Root)? Select(string[] segments)
        {
            var path = Join(destination, segments);
            return path.Length == 0 ? null : (path, destination.Length > 0 ? destination : segments[0]);
        }
    }

    sealed class MatchingPaths(string[] pattern, string destination) : ArtifactSelection
    {
        readonly Regex _pattern = new(
            ToRegex(pattern), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);

        public override (string Path, string Root)? Select(string[] segments)
        {
            // The shortest match is the artifact, the rest lies below it.
            for (var length = 1; length <= segments.Length; length++)
                if (_pattern.IsMatch(string.Join('/', segments[..length])))
                    return (Join(destination, segments[(length - 1)..]), Join(destination, segments[length - 1]));
            return null;
        }

        static string ToRegex(string[] pattern)
        {
            var regex = new StringBuilder("^");
            for (var index = 0; index < pattern.Length; index++)
            {
                var isLast = index == pattern.Length - 1;
                if (pattern[index] is "**")
                    regex.Append(isLast ? ".+" : "(?:[^/]+/)*");
                else
                    regex.Append(SegmentRegex(pattern[index])).Append(isLast ? "" : "/");
            }
            return regex.Append(@"\z").ToString();
        }

        static string SegmentRegex(string segment)
        {
            var regex = new StringBuilder();
            for (var index = 0; index < segment.Length; index++)
            {
                var end = segment[index] is '[' ? segment.IndexOf(']', Math.Min(index + 2, segment.Length)) : -1;
                if (end > 0)
                {
                    var content = segment[(index + 1)..end];
                    var negated = content[0] is '!' or '^';
                    var members =
                        Regex.Escape(negated ? content[1..] : content).Replace("]", @"\]", StringComparison.Ordinal);
                    if (members.EndsWith('-'))
                        members = members[..^1] + @"\-";
                    // A range can have the separator between its ends, which no class matches.
                    regex.Append(negated ? "[^/" : "[").Append(members).Append(negated ? "]" : "-[/]]");
                    index = end;
                }
                else
                {
                    regex.Append(segment[index] switch
                    {
                        '*' => "[^/]*",
                        '?' => "[^/]",
                        var other => Regex.Escape(other.ToString())
                    });
                }
            }
            return regex.ToString();
        }
    }
}
