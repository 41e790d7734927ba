using System.Globalization;
using System.Text.RegularExpressions;
using Nuke.Docker.Git;

namespace Nuke.Docker.Images.Sources;

/// <summary>What an image was made from, as its labels tell.</summary>
/// <remarks>https://github.com/opencontainers/image-spec/blob/main/annotations.md</remarks>
/// <param name="Revision">The commit; with <c>-dirty</c> behind it, as buildx does it, if there was more than the
/// commit.</param>
/// <param name="Source">Where the sources are.</param>
/// <param name="ReferenceName">The short name of the branch or tag.</param>
/// <param name="Version">The version that a tag of the commit tells.</param>
/// <param name="Created">When the commit was made: the time of the build would make every image another one.</param>
sealed partial record ImageOrigin(
    string Revision, string? Source, string? ReferenceName, string? Version, DateTimeOffset? Created)
{
    const string Prefix = "org.opencontainers.image.";
    public const string RevisionLabel = Prefix + "revision";
    public const string SourceLabel = Prefix + "source";
    public const string ReferenceLabel = Prefix + "ref.name";
    public const string VersionLabel = Prefix + "version";
    public const string CreatedLabel = Prefix + "created";
    const string DirtySuffix = "-dirty";

    /// <summary>Of a commit that the build has got from a remote.</summary>
    public static ImageOrigin Of(ResolvedCommit commit, DateTimeOffset? time = null) => new(
        commit.Commit,
        commit.Source.Address,
        ShortName(commit.ReferenceName),
        VersionIn([ShortName(commit.ReferenceName)]),
        time);

    /// <summary>Of a directory, as git and the build server know it.</summary>
    /// <param name="directory">Absolute path.</param>
    /// <param name="tree">What git knows; null if the directory is in no work tree.</param>
    /// <param name="server">The build server; it counts where it builds the same commit, or, without git, the same
    /// directory.</param>
    public static ImageOrigin? Of(string directory, GitWorkTree? tree, CiBuild? server)
    {
        if (tree is null)
            return server?.Workspace is { } workspace && IsInside(directory, workspace)
                ? new ImageOrigin(
                    server.Commit, server.Repository, server.Reference, VersionIn([server.Reference]), Created: null)
                : null;
        var same = server?.Commit == tree.Commit ? server : null;
        var reference = tree.Branch ?? same?.Reference ?? (tree.Tags.Count > 0 ? tree.Tags[0] : null);
        return tree.IsDirty
            ? new ImageOrigin(
                tree.Commit + DirtySuffix, tree.Remote ?? same?.Repository, reference, Version: null, Created: null)
            : new ImageOrigin(tree.Commit, tree.Remote ?? same?.Repository, reference, VersionIn(tree.Tags), tree.Time);
    }

    /// <summary>As the labels of another image tell; null if they do not.</summary>
    public static ImageOrigin? From(IReadOnlyDictionary<string, string> labels) =>
        labels.TryGetValue(RevisionLabel, out var revision)
        ? new ImageOrigin(
            revision,
            labels.GetValueOrDefault(SourceLabel),
            labels.GetValueOrDefault(ReferenceLabel),
            labels.GetValueOrDefault(VersionLabel),
            DateTimeOffset.TryParse(
                labels.GetValueOrDefault(CreatedLabel), CultureInfo.InvariantCulture, out var created) ? created : null)
        : null;

    /// <summary>Label to value; what is not known is left out.</summary>
    public IReadOnlyDictionary<string, string> ToLabels() => new (string Name, string? Value)[]
    {
        (RevisionLabel, Revision),
        (SourceLabel, Source),
        (ReferenceLabel, ReferenceName),
        (VersionLabel, Version),
        (CreatedLabel, Created?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
    }.Where(label => label.Value is not null).ToDictionary(label => label.Name, label => label.Value!);

    static string? VersionIn(IEnumerable<string?> names) =>
        names.Select(name => VersionPattern().Match(name ?? ""))
            .FirstOrDefault(match => match.Success)?.Groups["version"].Value;

    static string? ShortName(string? reference) => reference is null ? null : BeforeShortName().Replace(reference, "");

    static bool IsInside(string directory, string workspace) =>
        Path.GetRelativePath(workspace, directory) is var relative && relative != ".." && !Path.IsPathRooted(relative)
        && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    [GeneratedRegex(
        @"\Av?(?<version>[0-9]+\.[0-9]+(?:\.[0-9]+)*(?:[-+.][0-9A-Za-z.+-]+)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\Arefs/(?:heads|tags)/", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeShortName();
}
