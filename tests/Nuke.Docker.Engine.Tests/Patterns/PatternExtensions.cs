using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Engine.Tests.Patterns;

static class PatternExtensions
{
    /// <summary>The pattern with both of its images built by one builder.</summary>
    public static BuilderPattern BuiltWith(this BuilderPattern pattern, ImageBuilder builder) => pattern with
    {
        BuilderImage = pattern.BuilderImage.SetBuilder(builder),
        RuntimeImage = pattern.RuntimeImage.SetBuilder(builder),
    };
}
