namespace Nuke.Docker.Contexts;

/// <summary>What a directory's build context holds beside, or without, the directory's own files.</summary>
public sealed record BuildContextSettings
{
    /// <summary>1980-01-01T00:00:00Z, the earliest time that a zip archive can hold too.</summary>
    // Stands before the settings that take it: static members get their values in the order of the text.
    public static DateTimeOffset DefaultTimeStamp { get; } = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The settings that a plain <c>docker build .</c> has, with the time stamps fixed.</summary>
    public static BuildContextSettings Default { get; } = new();

    /// <summary>Where the Dockerfile is: relative to the context, or absolute and then possibly outside it.</summary>
    /// <value><see langword="null"/>, the default, takes <c>Dockerfile</c> or else <c>dockerfile</c> in the
    /// context.</value>
    /// <remarks>A <c>.dockerignore</c> beside it that bears its name, such as <c>Dockerfile-builder.dockerignore</c>,
    /// counts instead of the context's own.</remarks>
    public string? DockerfilePath { get; init; }

    /// <summary>The Dockerfile itself, as text; counts instead of the content of <see cref="DockerfilePath"/>, whose
    /// <c>.dockerignore</c> counts all the same.</summary>
    public string? DockerfileText { get; init; }

    /// <summary>Patterns that count as further lines at the end of the ignore file.</summary>
    public IReadOnlyList<string> IgnorePatterns { get; init; } = [];

    /// <summary>Absolute paths that are left out with all that is below them, whatever the ignore file says.</summary>
    public IReadOnlyList<string> ExcludedPaths { get; init; } = [];

    /// <summary>Whether the root of a file system or a home directory may be the context.</summary>
    /// <value><see langword="false"/> by default: it is nearly always a mistake, and a long one.</value>
    public bool AllowRootOrHome { get; init; }

    /// <summary>Number of files above which a context counts as large; 10,000 by default.</summary>
    public int LargeContextFiles { get; init; } = 10_000;

    /// <summary>Number of bytes above which a context counts as large; 100 MiB by default.</summary>
    public long LargeContextBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>Time stamp of everything in the context; <see langword="null"/> keeps each file's own, to the
    /// second.</summary>
    /// <value><see cref="DefaultTimeStamp"/> by default, so that the same tree gives the same bytes on every machine: a
    /// checkout sets all time stamps anew. Neither builder's cache looks at them.</value>
    public DateTimeOffset? TimeStamp { get; init; } = DefaultTimeStamp;
}
