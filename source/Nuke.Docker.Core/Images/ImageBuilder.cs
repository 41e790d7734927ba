namespace Nuke.Docker.Images;

/// <summary>Which of an engine's builders builds an image.</summary>
public enum ImageBuilder
{
    /// <summary>The classic one, which every engine has; podman's own is taken for it.</summary>
    /// <remarks>What only BuildKit can do is refused: secrets, <c>RUN --mount</c>, here-documents.</remarks>
    Classic,

    /// <summary>BuildKit. An engine without it is refused, and so is what only the classic builder can do.</summary>
    /// <remarks>That is: a context that the engine fetches, a network other than <c>bridge</c>, <c>host</c> and
    /// <c>none</c>.</remarks>
    BuildKit,

    /// <summary>BuildKit where the engine has it and it can build what is asked for, else the classic one. One line
    /// in the log says which was taken, and why.</summary>
    Auto,
}
