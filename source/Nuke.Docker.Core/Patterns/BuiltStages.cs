using Nuke.Docker.Images;

namespace Nuke.Docker.Patterns;

/// <summary>The stages of one Dockerfile that a run has built already.</summary>
sealed class BuiltStages
{
    readonly List<string> _images = [];
    readonly HashSet<string> _stages = [];

    /// <summary>Adds what a build has made.</summary>
    /// <param name="image">What came of it.</param>
    /// <param name="stages">The stages that it took.</param>
    public void Add(BuiltImage image, IReadOnlyList<string> stages)
    {
        _images.AddRange(image.Images);
        _stages.UnionWith(stages);
    }

    /// <summary>Lets a build without cache take what the run has built without cache. A builder that is not the engine
    /// builds it again: the address may lead to another one each time.</summary>
    /// <param name="settings">What is built.</param>
    /// <param name="stages">The stages that it takes; none if nobody knows them.</param>
    public ImageBuildSettings Prepare(ImageBuildSettings settings, IReadOnlyList<string> stages) =>
        settings.NoCache && settings.BuilderEndpoints.Count == 0 && _images.Count > 0 && stages.Count > 0
            ? settings with { FreshSteps = new FreshSteps([.. _images], [.. stages.Except(_stages)]) }
            : settings;
}
