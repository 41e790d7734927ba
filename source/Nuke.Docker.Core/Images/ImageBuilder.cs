namespace Nuke.Docker.Images;

/// <summary>Which of an engine's builders builds an image.</summary>
enum ImageBuilder
{
    /// <summary>The classic one, which every engine has.</summary>
    Classic,

    /// <summary>BuildKit; an engine without it is refused.</summary>
    BuildKit,

    /// <summary>BuildKit where the engine has it and it can build what is asked for, else the classic one.</summary>
    Auto,
}
