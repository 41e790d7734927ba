namespace Nuke.Docker.Dockerfiles;

/// <summary>What is accepted, and should be written in another way.</summary>
/// <remarks>The names and meanings are those of upstream's checks:
/// https://docs.docker.com/reference/build-checks/</remarks>
static class BuildChecks
{
    const string MaintainerDeprecated = "MaintainerDeprecated";

    /// <summary>One line for each finding: file, line, what, and what to write. In the order of the file.</summary>
    /// <remarks><c># check=skip=MaintainerDeprecated</c>, or <c>skip=all</c>, at the top of the file keeps it
    /// quiet.</remarks>
    public static IEnumerable<string> Warnings(Dockerfile dockerfile) =>
        Skips(dockerfile.Directives, MaintainerDeprecated) ? [] : dockerfile.Stages
            .SelectMany(stage => stage.Instructions)
            .OfType<Instruction.Maintainer>()
            .Select(maintainer =>
                $"{dockerfile.SourceName}:{maintainer.Lines.Start}: MAINTAINER is deprecated ({MaintainerDeprecated}). "
                + $"Write LABEL org.opencontainers.image.authors=\"{maintainer.Author}\" instead.");

    // Settings are separated by semicolons, and the rules of skip by commas.
    static bool Skips(ParserDirectives directives, string rule) =>
        (directives.Check?.Text ?? "").Split(';')
            .Select(setting => setting.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(setting => setting is ["skip", _])
            .SelectMany(setting => setting[1].Split(',', StringSplitOptions.TrimEntries))
            .Any(skipped => skipped == "all" || skipped == rule);
}
