using System.Text.RegularExpressions;

namespace Nuke.Docker.Patterns;

/// <summary>The two Dockerfiles of a builder pattern, as they are found in a directory.</summary>
/// <remarks>
/// The names are <c>Dockerfile</c> with <c>builder</c> or <c>build</c>, and <c>runtime</c>, <c>run</c> or
/// <c>runner</c>, joined by <c>-</c>, <c>.</c> or <c>_</c>, in either order and any casing: <c>Dockerfile-builder</c>,
/// <c>Dockerfile.runtime</c>, <c>builder.Dockerfile</c>. A plain <c>Dockerfile</c> beside a builder's is the runtime's.
/// </remarks>
sealed partial record DockerfilePair(string Builder, string Runtime)
{
    /// <exception cref="FileNotFoundException">There is no pair; the message lists the Dockerfiles that there
    /// are.</exception>
    public static DockerfilePair Find(string directory)
    {
        var names = NamesIn(directory);
        return TryFind(directory, names) ?? throw new FileNotFoundException(
            $"'{directory}' has no pair of Dockerfiles such as 'Dockerfile-builder' and 'Dockerfile-runtime'. "
            + $"{Existing(names)} Add the missing one, or declare the image with BuilderPattern.From.");
    }

    /// <returns><see langword="null"/> if one of the two is missing.</returns>
    /// <exception cref="FileNotFoundException">There are several for one of the two.</exception>
    public static DockerfilePair? TryFind(string directory, IReadOnlyList<string> names)
    {
        var builder = Single(directory, "builder", names.Where(name => BuilderName().IsMatch(name)));
        var runtime = Single(directory, "runtime", names.Where(name => RuntimeName().IsMatch(name)))
            ?? (builder is null ? null : names.FirstOrDefault(IsPlain));
        return builder is not null && runtime is not null ? new DockerfilePair(builder, runtime) : null;
    }

    /// <summary>The names of a directory's files, in order.</summary>
    public static IReadOnlyList<string> NamesIn(string directory) => Directory.Exists(directory)
        ? [.. Directory.EnumerateFiles(directory).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]
        : throw new DirectoryNotFoundException($"The context directory '{directory}' does not exist.");

    /// <summary>Which of the names are those of Dockerfiles, as a sentence.</summary>
    public static string Existing(IEnumerable<string> names) =>
        names.Where(name => name.Contains("dockerfile", StringComparison.OrdinalIgnoreCase))
            .ToList() is { Count: > 0 } existing
            ? $"It has {string.Join(", ", existing.Select(name => $"'{name}'"))}."
            : "It has no Dockerfile at all.";

    /// <summary>Whether a name is that of a builder's or a runtime image's Dockerfile.</summary>
    public static bool IsHalf(string name) => BuilderName().IsMatch(name) || RuntimeName().IsMatch(name);

    /// <summary>Whether a name is <c>Dockerfile</c>, in any casing.</summary>
    public static bool IsPlain(string name) => PlainName().IsMatch(name);

    static string? Single(string directory, string role, IEnumerable<string> candidates) => candidates.ToList() switch
    {
        [] => null,
        [var only] => only,
        var several => throw new FileNotFoundException(
            $"'{directory}' has several Dockerfiles for the {role} image: "
            + $"{string.Join(", ", several.Select(name => $"'{name}'"))}. Remove all but one, or declare the image "
            + "with BuilderPattern.From."),
    };

    [GeneratedRegex(
        @"^(dockerfile[-._]build(er)?|build(er)?[-._]dockerfile)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BuilderName();

    [GeneratedRegex(
        @"^(dockerfile[-._]run(time|ner)?|run(time|ner)?[-._]dockerfile)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RuntimeName();

    [GeneratedRegex(@"^dockerfile\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();
}
