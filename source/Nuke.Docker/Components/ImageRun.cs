using Nuke.Docker.Engine;
using Nuke.Docker.HandOvers;
using Nuke.Docker.Patterns;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Components;

/// <summary>One image while a target works on it.</summary>
/// <param name="Pattern">What is built, with all that the command line and the build have changed about it.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Run">The steps.</param>
/// <param name="HandOver">What the targets leave for each other.</param>
/// <param name="Reporter">Where progress is shown.</param>
/// <param name="Cancellation">Cancelled when the process is told to end.</param>
sealed record ImageRun(
    BuilderPattern Pattern,
    DockerEngine Engine,
    BuilderPatternRun Run,
    HandOver HandOver,
    IProgressReporter Reporter,
    CancellationToken Cancellation);
