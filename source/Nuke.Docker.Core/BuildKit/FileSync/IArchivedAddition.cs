namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>An addition to a context that is a tar archive already, and need not be written into another one.</summary>
interface IArchivedAddition
{
    /// <summary>What the addition would write. It stays open as long as the context is in use, and is not closed with
    /// it.</summary>
    /// <value><see langword="null"/> if it has to be written.</value>
    ArchiveBytes? Archive { get; }
}
