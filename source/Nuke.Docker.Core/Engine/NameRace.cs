using System.Text.RegularExpressions;

namespace Nuke.Docker.Engine;

/// <summary>Two that give the same name to images at the same time.</summary>
/// <remarks>
/// With the containerd image store (28.5) a name is taken from one image and given to another in two steps. Whoever
/// comes in between is refused, although nothing is wrong with the image. To give the name once more is right: it is
/// what would have been done a moment later, and the last one has the name.
/// </remarks>
static partial class NameRace
{
    /// <summary>How often a name is given at most; nobody loses that often.</summary>
    public const int MostAttempts = 20;

    /// <summary>Whether the engine's words mean it.</summary>
    public static bool IsMeantBy(string reason) => Pattern().IsMatch(reason);

    // BuildKit; POST /images/<name>/tag and the classic builder, where the name is there, and where it is gone again.
    [GeneratedRegex(
        """\Aimage ".+": already exists\s*\z"""
        + """|\Afailed to create an image .+ after deleting the existing one: .*already exists\s*\z"""
        + """|\Acreating image .+ failed because it already exists, but accessing it also failed: """,
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
