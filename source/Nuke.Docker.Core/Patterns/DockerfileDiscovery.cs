namespace Nuke.Docker.Patterns;

/// <summary>Which Dockerfiles of a directory make its image: a pair, or a single one.</summary>
/// <param name="Pair">The two of a builder pattern.</param>
/// <param name="Single">The name of the one; set if there is no pair.</param>
sealed record DockerfileDiscovery(DockerfilePair? Pair, string? Single)
{
    /// <exception cref="FileNotFoundException">There is neither, or it is not clear which are meant.</exception>
    public static DockerfileDiscovery Find(string directory)
    {
        var names = DockerfilePair.NamesIn(directory);
        if (DockerfilePair.TryFind(directory, names) is { } pair)
            return new(pair, Single: null);
        var half = names.Where(DockerfilePair.IsHalf).ToList();
        return names.Where(DockerfilePair.IsPlain).ToList() switch
        {
            [var single] when half.Count == 0 => new(Pair: null, single),
            [var single] => throw new FileNotFoundException(
                $"'{directory}' has '{single}' and half a pair of Dockerfiles, {Quoted(half)}: which of them makes "
                + "the image is not clear. Add the missing half, or declare the image with BuilderPattern.From or "
                + "MultiStage.From."),
            [_, _, ..] several => throw new FileNotFoundException(
                $"'{directory}' has several Dockerfiles that differ in case only: {Quoted(several)}. "
                + "Remove all but one, or declare the image with MultiStage.From."),
            _ => throw new FileNotFoundException(
                $"'{directory}' has neither a pair of Dockerfiles such as 'Dockerfile-builder' and "
                + $"'Dockerfile-runtime' nor a 'Dockerfile'. {DockerfilePair.Existing(names)} Add what is missing, or "
                + "declare the image with BuilderPattern.From or MultiStage.From."),
        };
    }

    static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
