namespace Nuke.Docker.Containers;

/// <summary>What an <see cref="Artifact"/> turned out to be.</summary>
/// <param name="Path">Where it is among the artifacts, <c>/</c> separated.</param>
/// <param name="IsDirectory">Whether it is a directory.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="SizeBytes">Their size together.</param>
/// <param name="Sha256">
/// Of a file: the SHA-256 of its content, as <c>sha256sum</c> prints it. Of a directory: the SHA-256 of a list with a
/// line for every entry, in the order of their paths: its kind, permissions in octal, path, and the SHA-256 of its
/// content or the target of the link, separated by single spaces.
/// </param>
public sealed record CopiedArtifact(string Path, bool IsDirectory, int Files, long SizeBytes, string Sha256);
