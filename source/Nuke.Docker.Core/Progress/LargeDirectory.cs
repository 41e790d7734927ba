namespace Nuke.Docker.Progress;

/// <summary>A directory that makes a build context large.</summary>
/// <param name="Path">Path in the context, with forward slashes.</param>
/// <param name="Files">How many files are in it and below.</param>
/// <param name="Bytes">Their size together.</param>
public sealed record LargeDirectory(string Path, int Files, long Bytes);
