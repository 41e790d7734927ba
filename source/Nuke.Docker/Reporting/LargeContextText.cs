using Nuke.Docker.Progress;

namespace Nuke.Docker.Reporting;

/// <summary>What is said about a build context that is larger than it should be.</summary>
static class LargeContextText
{
    const int MaximumCount = 5;

    public static string From(IReadOnlyList<LargeDirectory> directories) =>
        "The context is large. Name in .dockerignore what the image does not need" + (directories.Count == 0
            ? "."
            : $"; most is in {string.Join(", ", directories.Take(MaximumCount).Select(Describe))}.");

    static string Describe(LargeDirectory directory) =>
        $"'{directory.Path}' ({directory.Files} {(directory.Files == 1 ? "file" : "files")}, "
        + $"{ByteSize.Format(directory.Bytes)})";
}
