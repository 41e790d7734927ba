namespace Nuke.Docker.Engine;

/// <summary>What became of a request to remove something.</summary>
enum Removal
{
    /// <summary>It is gone, or its removal is under way.</summary>
    Removed,

    /// <summary>It was not there.</summary>
    Absent,

    /// <summary>Something else still needs it.</summary>
    InUse,
}
