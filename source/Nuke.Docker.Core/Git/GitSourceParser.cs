using System.Text.RegularExpressions;

namespace Nuke.Docker.Git;

/// <summary>Reads addresses of repositories.</summary>
/// <remarks>
/// The forms are those of git-clone(1), less the ones that run a program or another protocol; what follows <c>#</c> is
/// Docker's: https://docs.docker.com/build/concepts/context/#git-repositories.
/// </remarks>
static partial class GitSourceParser
{
    const string Forms =
        "Write https://host/path.git, ssh://user@host/path, user@host:path, git://host/path or file:///path.";

    public static bool IsGit(string text) => KnownAsGit().IsMatch(text);

    /// <returns><see langword="null"/> with a problem, or a source without.</returns>
    public static GitSource? Parse(string text, out string problem)
    {
        var shown = Redaction.OfAddress(text);
        var (address, reference, directory) = Split(text);
        if (address.StartsWith("github.com/", StringComparison.OrdinalIgnoreCase))
            address = "https://" + address;
        var source = (UrlPattern().Match(address), ScpPattern().Match(address)) switch
        {
            _ when text.Any(character => char.IsControl(character) || character == ' ') =>
                Refuse("it has blanks or control characters. Write them as %20.", out problem),
            ({ Success: true } url, _) => FromUrl(url, out problem),
            (_, { Success: true } scp) => Accept(new GitAddress("ssh", address, ""), credential: null, out problem),
            _ => Refuse(Forms, out problem),
        };
        problem = source is null
            ? problem
            : GitReference.Problem(reference) ?? GitSubdirectory.Problem(directory) ?? "";
        if (problem.Length == 0)
            return source!.At(reference).In(directory);
        problem = $"'{shown}' is not the address of a git repository: {problem}";
        return null;
    }

    static (string Address, string? Reference, string? Directory) Split(string text)
    {
        var (address, fragment) = Cut(text, '#');
        var (reference, directory) = Cut(fragment ?? "", ':');
        return (address, reference.Length == 0 ? null : reference, string.IsNullOrEmpty(directory) ? null : directory);
    }

    static (string Before, string? After) Cut(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var index
            ? (text[..index], text[(index + 1)..])
            : (text, null);

    static GitSource? FromUrl(Match url, out string problem)
    {
        var (scheme, host, path) =
            (url.Groups["scheme"].Value.ToLowerInvariant(), url.Groups["host"].Value, url.Groups["path"].Value);
        var user = url.Groups["user"] is { Success: true, Value: var value } ? value : null;
        return scheme switch
        {
            "file" => host.Length == 0 && user is null && path.Length > 1
                ? Accept(new GitAddress(scheme, $"file://{path}", ""), credential: null, out problem)
                : Refuse("file:// takes an absolute path and no host.", out problem),
            _ when !HostPattern().IsMatch(host) => Refuse($"its host is no name or IP address. {Forms}", out problem),
            _ when path.Length <= 1 => Refuse("it has no path.", out problem),
            "http" or "https" when path.Contains('?', StringComparison.Ordinal) =>
                Refuse(
                    "it has a query. Write reference and directory behind the path, as #reference:directory.",
                    out problem),
            "http" or "https" =>
                Accept(new GitAddress(scheme, $"{scheme}://{host}{path}", $"{scheme}://{host}"), Credential(
                    user), out problem),
            "ssh" when user?.Contains(':', StringComparison.Ordinal) == true =>
                Refuse("ssh takes no password from an address. Use a key.", out problem),
            "ssh" when user is not null && !UserPattern().IsMatch(user) =>
                Refuse("its user is no user name.", out problem),
            "ssh" => Accept(
                new GitAddress(scheme, $"ssh://{(user is null ? "" : user + "@")}{host}{path}", ""),
                credential: null,
                out problem),
            "git" => user is null
                ? Accept(new GitAddress(scheme, $"git://{host}{path}", ""), credential: null, out problem)
                : Refuse("git:// knows no users.", out problem),
            _ => Refuse($"'{scheme}' is no protocol of git. {Forms}", out problem),
        };
    }

    static GitCredential? Credential(string? user)
    {
        if (user is null)
            return null;
        var (name, password) = Cut(user, ':');
        return new GitCredential(Uri.UnescapeDataString(name), Uri.UnescapeDataString(password ?? ""));
    }

    static GitSource Accept(GitAddress address, GitCredential? credential, out string problem)
    {
        problem = "";
        return new GitSource(address).WithCredential(credential);
    }

    static GitSource? Refuse(string reason, out string problem)
    {
        problem = reason;
        return null;
    }

    // The last '@' before the path ends the user info, as in every browser and in curl.
    [GeneratedRegex(
        @"\A(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:(?<user>[^/]*)@)?(?<host>[^/@]*)(?<path>/.*)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex UrlPattern();

    [GeneratedRegex(
        @"\A[A-Za-z0-9_.][A-Za-z0-9._-]*@(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\]):[^:-].*\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex ScpPattern();

    // A host that began with '-' would be an option to ssh.
    [GeneratedRegex(
        @"\A(?:[A-Za-z0-9][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_.][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserPattern();

    [GeneratedRegex(
        @"\A(?:git://|ssh://|github\.com/|[A-Za-z0-9_.][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:|https?://[^#]*\.git(?:#|\z))",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex KnownAsGit();
}
