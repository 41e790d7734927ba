using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.Progress;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>What came of a build.</summary>
/// <param name="ImageId">ID of the image; <see langword="null"/> if none was asked for.</param>
/// <param name="Steps">The Dockerfile's steps in the order in which they ended; a stage that nobody needs has
/// none.</param>
/// <param name="Transfers">What was sent from this machine.</param>
sealed record BuildKitResult(
    string? ImageId, IReadOnlyList<CompletedStep> Steps, IReadOnlyCollection<FileTransfer> Transfers);
