using System.Text.RegularExpressions;

namespace Nuke.Docker.Patterns;

/// <summary>Names that a directory suggests.</summary>
static partial class ImageName
{
    /// <summary>The directory's name as a repository: lower case, with a dash for everything that a repository cannot
    /// have.</summary>
    public static string FromDirectory(string directory) =>
        ToRepository(Path.GetFileName(Path.TrimEndingDirectorySeparator(directory))) is { Length: > 0 } name
            ? name
            : "image";

    /// <summary>The last name in the address of a repository, as a repository of images.</summary>
    public static string FromAddress(string address) => FromDirectory(
        address.TrimEnd('/').Split('/', ':')[^1] is var name && name.EndsWith(".git", StringComparison.Ordinal)
            ? name[..^4]
            : name);

    /// <summary>The name of the image that a stage ends with: <c>{image}-{stage}</c>.</summary>
    public static string OfStage(string image, string stage) => $"{image}-{ToRepository(stage)}";

    /// <summary>The name of a stage as a part of a tag or a path.</summary>
    public static string OfStageAlone(string stage) => ToRepository(stage);

    /// <summary>Whether a name can stand for an image in parameters, file names and labels.</summary>
    public static bool IsValid(string name) => Allowed().IsMatch(name);

    static string ToRepository(string text) => NotAllowed().Replace(text.ToLowerInvariant(), "-").Trim('-');

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]*\z")]
    private static partial Regex Allowed();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotAllowed();
}
