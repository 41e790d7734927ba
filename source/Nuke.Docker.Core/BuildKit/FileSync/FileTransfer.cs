namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>What one transfer has moved.</summary>
/// <param name="Directory">The name that a solve uses for the directory, such as <c>context</c>.</param>
/// <param name="Entries">How many entries were listed.</param>
/// <param name="Files">How many of them the other side lacked.</param>
/// <param name="Bytes">Their size together.</param>
sealed record FileTransfer(string Directory, int Entries, int Files, long Bytes);
