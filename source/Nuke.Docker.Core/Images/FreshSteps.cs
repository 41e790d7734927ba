namespace Nuke.Docker.Images;

/// <summary>What a run has built without cache, and its next build without cache may take from there: each step runs
/// once, and nothing comes from an earlier run.</summary>
/// <remarks>
/// The classic builder takes only what the images of <c>cachefrom</c> are made of, if there are any. BuildKit takes the
/// latest of what it has, so it is told which stages not to take. podman can do neither, and builds anew.
/// </remarks>
/// <param name="Images">The images that the run has built, and those of their stages.</param>
/// <param name="OtherStages">The stages that the next build takes and the run has not built yet.</param>
sealed record FreshSteps(IReadOnlyList<string> Images, IReadOnlyList<string> OtherStages);
