namespace Nuke.Docker.Components;

/// <summary>The forms that an image can be built in.</summary>
[Flags]
enum ImageForms
{
    /// <summary>As the build declares it.</summary>
    Declared = 0,

    /// <summary>As builder image and runtime image.</summary>
    Pattern = 1,

    /// <summary>As one Dockerfile with stages.</summary>
    MultiStage = 2,
}
