using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Images;

/// <summary>The name of an image: <c>[registry/]repository[:tag][@digest]</c>.</summary>
/// <remarks>
/// The grammar is the one of
/// <see href="https://pkg.go.dev/github.com/distribution/reference">distribution/reference</see>. A name is kept as it
/// was written: neither <c>docker.io/library/</c> nor <c>:latest</c> is added to it.
/// </remarks>
public sealed partial record ImageReference
{
    /// <summary>The longest repository that a registry accepts, in characters.</summary>
    public const int MaximumRepositoryLength = 255;

    /// <summary>The tag that an engine takes where none is given.</summary>
    public const string DefaultTag = "latest";

    ImageReference(string? registry, string path, string? tag, string? digest) =>
        (Registry, Path, Tag, Digest) = (registry, path, tag, digest);

    /// <summary>Host and port of the registry.</summary>
    /// <value><see langword="null"/>: the engine's default registry.</value>
    public string? Registry { get; }

    /// <summary>The repository within its registry, such as <c>acme/shop</c>.</summary>
    public string Path { get; }

    /// <summary>The tag.</summary>
    /// <value><see langword="null"/> if none was given; the engine then takes <c>latest</c>.</value>
    public string? Tag { get; private init; }

    /// <summary>The digest, such as <c>sha256:…</c>.</summary>
    public string? Digest { get; private init; }

    /// <summary>Registry and path, without tag and digest.</summary>
    public string Repository => Registry is null ? Path : $"{Registry}/{Path}";

    /// <summary>The same repository with another tag, and without digest.</summary>
    /// <exception cref="FormatException"><paramref name="tag"/> is not a tag.</exception>
    public ImageReference WithTag(string tag) => Parse($"{Repository}:{tag}");

    /// <summary>Reads an image reference.</summary>
    /// <exception cref="FormatException">The text is not one; the message says why, and what may have been
    /// meant.</exception>
    public static ImageReference Parse(string text) =>
        TryParse(text, out var reference, out var problem) ? reference : throw new FormatException(problem);

    /// <summary>Reads an image reference.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ImageReference? reference) =>
        TryParse(text, out reference, out _);

    /// <inheritdoc/>
    public override string ToString() =>
        Repository + (Tag is null ? "" : $":{Tag}") + (Digest is null ? "" : $"@{Digest}");

    static bool TryParse(
        string? text,
        [NotNullWhen(true)] out ImageReference? reference,
        [NotNullWhen(false)] out string? problem)
    {
        reference = null;
        problem = null;
        var match = Grammar().Match(text ?? "");
        if (!match.Success)
            problem = $"'{text}' is not an image reference: {Reason(text ?? "")}";
        else if (match.Groups["repository"].Length > MaximumRepositoryLength)
            problem =
                $"'{text}' is not an image reference: a repository has at most {MaximumRepositoryLength} characters.";
        else
            reference = new ImageReference(
                Optional(match, "registry"),
                match.Groups["path"].Value,
                Optional(match, "tag"),
                Optional(match, "digest"));
        return reference is not null;
    }

    static string? Optional(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? found.Value : null;

    static string Reason(string text)
    {
        if (text.Length == 0)
            return "it is empty.";
        if (text.Any(char.IsWhiteSpace))
            return "it contains white space.";
        if (Grammar().Match(Lowered(text)) is { Success: true })
            return $"repository names are lower case. Did you mean '{Lowered(text)}'?";
        var name = text.Split('@')[0];
        var colon = name.LastIndexOf(':');
        if (colon > name.LastIndexOf('/') && !TagGrammar().IsMatch(name[(colon + 1)..]))
            return "a tag has up to 128 letters, digits, '_', '.' and '-', and starts with none of '.' and '-'.";
        if (name.Length < text.Length && Grammar().IsMatch(name))
            return "a digest is 'sha256:' and 64 hexadecimal digits in lower case.";
        return "expected '[registry/]repository[:tag][@digest]', names of lower-case letters and digits "
            + "with single '.', '_', '__' or dashes between them.";
    }

    // Everything but the tag: tags may be upper case.
    static string Lowered(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf('/')
            ? text[..colon].ToLowerInvariant() + text[colon..]
            : text.ToLowerInvariant();
    }

    // A first component is a registry only if it looks like a host: a dot, a port or 'localhost'. The docker CLI takes
    // one with an upper-case letter for a host too, but it is a repository with a typing error nearly always.
    [GeneratedRegex("""
        ^
        (?<repository>(?:(?<registry>
            localhost(?::[0-9]+)?
          | (?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+(?::[0-9]+)?
          | (?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?):[0-9]+
          | \[[a-fA-F0-9:]+\](?::[0-9]+)?
        )/)?
        (?<path>[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*))
        (?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?
        (?:@(?<digest>sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}))?
        \z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex TagGrammar();
}
