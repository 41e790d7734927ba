using System.Text.RegularExpressions;

namespace Nuke.Docker.Patterns;

/// <summary>The two Dockerfiles of a builder pattern, as they are found in a directory.</summary>
/// <remarks>
/// The names are <c>Dockerfile</c> with <c>builder</c> or <c>build</c>, and <c>runtime</c>, <c>run</c> or <c>runner</c>,
/// joined by <c>-</c>, <c>.</c> or <c>_</c>, in either order and any casing: <c>Dockerfile-builder</c>,
/// <c>Dockerfile.runtime</c>, <c>builder.Dockerfile</c>. A plain <c>Dockerfile</c> beside a builder's is the runtime's.
/// </remarks>
sealed partial record DockerfilePair(string Builder, string Runtime)
{
    public static DockerfilePair Find(string directory)
    {
        var names = Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList()
            : throw new DirectoryNotFoundException($"The context directory '{directory}' does not exist.");
        var builder = Single(directory, "builder", names.Where(name => BuilderName().IsMatch(name)));
        var runtime = Single(directory, "runtime", names.Where(name => RuntimeName().IsMatch(name)))
            ?? (builder is null ? null : names.Find(name => PlainName().IsMatch(name)));
        if (builder is not null && runtime is not null)
            return new DockerfilePair(builder, runtime);

        var existing = names.Where(name => name.Contains("dockerfile", StringComparison.OrdinalIgnoreCase)).ToList();
        var found = existing.Count == 0 ? "It has no Dockerfile at all." : $"It has {string.Join(", ", existing.Select(name => $"'{name}'"))}.";
        throw new FileNotFoundException(
            $"'{directory}' has no pair of Dockerfiles such as 'Dockerfile-builder' and 'Dockerfile-runtime'. {found} "
            + "Add the missing one, or declare the image with BuilderPattern.From.");
    }

    static string? Single(string directory, string role, IEnumerable<string> candidates) => candidates.ToList() switch
    {
        [] => null,
        [var only] => only,
        var several => throw new FileNotFoundException(
            $"'{directory}' has several Dockerfiles for the {role} image: {string.Join(", ", several.Select(name => $"'{name}'"))}. "
            + "Remove all but one, or declare the image with BuilderPattern.From."),
    };

    [GeneratedRegex(@"^(dockerfile[-._]build(er)?|build(er)?[-._]dockerfile)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BuilderName();

    [GeneratedRegex(@"^(dockerfile[-._]run(time|ner)?|run(time|ner)?[-._]dockerfile)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RuntimeName();

    [GeneratedRegex(@"^dockerfile\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();
}
