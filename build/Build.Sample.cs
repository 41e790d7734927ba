using Nuke.Common;
using Nuke.Docker.Components;

partial class Build : IRunImage
{
    /// <summary>Runs the image that was built, once.</summary>
    Target RunSample => _ => _
        .Description("Runs the sample image once and shows what it writes")
        .DependsOn<IRunImage>()
        .TryTriggeredBy<IDockerImage>();
}
