using Nuke.Docker.Git;

namespace Nuke.Docker.Images;

/// <summary>A build argument whose value is the commit that a source stands at when the build begins.</summary>
/// <param name="ArgumentName">The name of the <c>ARG</c>.</param>
/// <param name="Source">What the Dockerfile clones.</param>
public sealed record GitPin(string ArgumentName, GitSource Source);
