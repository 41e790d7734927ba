namespace Nuke.Docker.Git;

/// <summary>A git repository, and what of it: a reference and a directory.</summary>
/// <remarks>
/// Written as the docker CLI reads it, <c>https://host/x.git#reference:directory</c>. User info is taken out of the
/// address at once: it is kept as <see cref="Credential"/> and never shown.
/// </remarks>
public sealed record GitSource
{
    internal GitSource(GitAddress address) => Location = address;

    /// <summary>The address as git takes it, without user info; one of ssh keeps its user name.</summary>
    public string Address => Location.Text;

    /// <summary>A branch, tag, full commit ID, or any reference such as <c>pull/42/head</c>.</summary>
    /// <value><see langword="null"/>, the default: what <c>HEAD</c> of the remote names.</value>
    public string? Reference { get; private init; }

    /// <summary>The directory of the repository that counts, with forward slashes.</summary>
    /// <value><see langword="null"/>, the default: all of it.</value>
    public string? Subdirectory { get; private init; }

    /// <summary>Who asks.</summary>
    /// <value><see langword="null"/>, the default: whoever git itself knows, by its credential helpers or ssh
    /// keys.</value>
    public GitCredential? Credential { get; private init; }

    internal GitAddress Location { get; }

    /// <summary>Reads an address; <see cref="GitSourceParser"/> tells the forms.</summary>
    /// <exception cref="FormatException">It is none; the message says why, without user info.</exception>
    public static GitSource Parse(string text) =>
        GitSourceParser.Parse(text, out var problem) ?? throw new FormatException(problem);

    /// <summary>Reads an address.</summary>
    public static bool TryParse(string text, out GitSource? source) =>
        (source = GitSourceParser.Parse(text, out _)) is not null;

    /// <summary>Whether a build takes an address for a git repository and not for a file to download.</summary>
    /// <remarks>
    /// As BuildKit: <c>git://</c>, <c>ssh://</c>, <c>user@host:path</c>, <c>github.com/…</c>, and <c>http(s)://</c>
    /// with a path that ends in <c>.git</c>. <see cref="Parse"/> takes any address of a web server, as git does.
    /// </remarks>
    public static bool IsGit(string text) => GitSourceParser.IsGit(text);

    /// <summary>The same repository at another reference.</summary>
    /// <exception cref="FormatException">It is no name of a reference.</exception>
    public GitSource At(string? reference) =>
        GitReference.Problem(reference) is { } problem
            ? throw new FormatException(problem)
            : this with { Reference = reference };

    /// <summary>Another directory of the same repository.</summary>
    /// <exception cref="FormatException">It is no path inside the repository.</exception>
    public GitSource In(string? directory) =>
        GitSubdirectory.Problem(directory) is { } problem
            ? throw new FormatException(problem)
            : this with { Subdirectory = GitSubdirectory.Normalize(directory) };

    /// <summary>Sets who asks. It reaches git through the environment of its process, and no command line.</summary>
    /// <exception cref="InvalidOperationException">The address is not of <c>http</c> or <c>https</c>.</exception>
    public GitSource WithCredential(string userName, string password) =>
        WithCredential(new GitCredential(userName, password));

    /// <inheritdoc cref="WithCredential(string, string)"/>
    public GitSource WithCredential(GitCredential? credential) => credential is null || Location.IsWeb
        ? this with { Credential = credential }
        : throw new InvalidOperationException(
            $"'{Address}' takes no user name and password: only http and https do. Use an ssh key.");

    /// <summary><c>address#reference:directory</c>, without user info.</summary>
    public override string ToString() => (Reference, Subdirectory) switch
    {
        (null, null) => Address,
        (_, null) => $"{Address}#{Reference}",
        _ => $"{Address}#{Reference}:{Subdirectory}",
    };
}
