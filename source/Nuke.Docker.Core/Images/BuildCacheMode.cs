namespace Nuke.Docker.Images;

/// <summary>How much of a build a cache holds.</summary>
public enum BuildCacheMode
{
    /// <summary>The layers of the image that comes out. Small, and it spares the work of its last stage only.</summary>
    Min,

    /// <summary>The layers of all stages that were built.</summary>
    Max,
}
