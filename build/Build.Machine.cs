using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Engine;
using Nuke.Docker.Machine;
using Machine = Nuke.Docker.Machine;
using Serilog;

partial class Build
{
    [Parameter("Base images that PrepareMachine makes present, such as debian node - Default is golang alpine")]
    readonly string[] BaseImages = ["golang", "alpine"];

    /// <summary>Makes a bare machine ready: an engine, and the base images of the first sample or of any
    /// other.</summary>
    Target PrepareMachine => _ => _
        .Description("Starts an engine and pulls or assembles base images, where they are missing")
        .TryDependentFor<IBuildBuilderImage>()
        .Executes(async () =>
        {
            IHazDockerEngine build = this;
            if (build.DockerEndpoint is null)
                await DebianEngine.EnsureAsync(Log.Information, CancellationToken.None);
            if (build.ResolvedDockerEndpoint is not { Scheme: EndpointScheme.Unix } endpoint)
                return; // An engine elsewhere has its own ways to its images.
            using var engine = new EngineClient(endpoint.ToString());
            await Machine.BaseImages.EnsureAsync(engine, BaseImages, Log.Information, CancellationToken.None);
        });
}
