namespace Nuke.Docker.Contexts;

/// <summary>What is left out of one context, and what is sent all the same.</summary>
/// <param name="Forced">Paths that the engine needs although the rules leave them out; it hides them from
/// <c>COPY</c>.</param>
sealed record IgnoreRules(DockerIgnore Rules, IReadOnlyList<string> Forced)
{
    public const string FileName = ".dockerignore";

    public static IgnoreRules Read(string root, Dockerfile dockerfile, BuildContextSettings settings)
    {
        var rules = DockerIgnore.Parse(
            string.Join('\n', settings.IgnorePatterns), nameof(BuildContextSettings.IgnorePatterns));
        if (ReadFile(dockerfile.Source + FileName, dockerfile.Source is not null) is { } special)
            return new(special.Append(rules), []);
        if (ReadFile(Path.Combine(root, FileName), exists: true) is not { } general)
            return new(rules, []);

        // The classic builder hides Dockerfile and .dockerignore when the .dockerignore that it got excludes them. It
        // knows nothing of other rules; where those leave the Dockerfile out, it travels under another name instead.
        return settings.IgnorePatterns.Count > 0
            ? new(general.Append(rules), [])
            : new(general, dockerfile.Path is null ? [FileName] : [FileName, dockerfile.Path]);
    }

    /// <summary>The rules of a directory that no Dockerfile is built from.</summary>
    public static IgnoreRules ReadGeneral(string root) =>
        new(ReadFile(Path.Combine(root, FileName), exists: true) ?? DockerIgnore.Parse("", FileName), []);

    static DockerIgnore? ReadFile(string path, bool exists) =>
        exists && File.Exists(path) ? DockerIgnore.Parse(File.ReadAllText(path), path) : null;
}
