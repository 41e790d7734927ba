using System.Text.RegularExpressions;

namespace Nuke.Docker.Dockerfiles;

/// <summary>Tells the addresses that <c>ADD</c> downloads or clones from paths in the build context.</summary>
/// <remarks>https://docs.docker.com/reference/dockerfile/#add</remarks>
static partial class RemoteSource
{
    public static bool Is(string source) => Pattern().IsMatch(source);

    // git@host:path is the one form without a scheme; "host:path" without a user stays a file's name.
    [GeneratedRegex(
        @"\A(https?://|git://|ssh://|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^/])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
