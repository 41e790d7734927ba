using System.Text.RegularExpressions;

namespace Nuke.Docker.Engine;

/// <summary>The versions of the Engine API that this library was written for and tested with.</summary>
static partial class ApiVersions
{
    /// <summary>Docker Engine 20.10, and Podman 4.</summary>
    public static readonly Version Oldest = new(1, 41);

    /// <summary>Docker Engine 28.</summary>
    public static readonly Version Newest = new(1, 51);

    public static string WithoutVersion(string path) => Prefix().Replace(path, "/");

    [GeneratedRegex(@"^/v\d+\.\d+/")]
    private static partial Regex Prefix();
}
