namespace Nuke.Docker.Images;

/// <summary>Which of an engine's builders builds an image.</summary>
public enum ImageBuilder
{
    /// <summary>The classic one, which every engine has; podman's own is taken for it.</summary>
    /// <remarks>What only BuildKit can do is refused: secrets, <c>RUN --mount</c>, here-documents.</remarks>
    Classic,

    /// <summary>BuildKit. An engine without it is refused, and so is what only the classic builder can do.</summary>
    /// <remarks>That is: a network other than <c>bridge</c>, <c>host</c> and <c>none</c>; before engine 23 also shared
    /// memory, resource limits and the directory of a repository.</remarks>
    BuildKit,

    /// <summary>The default: BuildKit where the engine has it and it can build what is asked for, else the classic
    /// one.</summary>
    /// <remarks>One line in the log says which was taken, and why: once in a process for each engine, and for each
    /// image that BuildKit cannot build.</remarks>
    Auto,
}
