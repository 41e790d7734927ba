using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Engine;
using Nuke.Docker.Machine;
using Serilog;

partial class Build
{
    static readonly string[] _baseImages = ["golang", "alpine"];

    /// <summary>Makes a bare machine ready: an engine, and the base images of the sample.</summary>
    Target PrepareMachine => _ => _
        .Description("Starts an engine and assembles the sample's base images, where they are missing")
        .TryDependentFor<IBuildBuilderImage>()
        .Executes(async () =>
        {
            IHazDockerEngine build = this;
            if (build.DockerEndpoint is null)
                await DebianEngine.EnsureAsync(Log.Information, CancellationToken.None);
            if (build.ResolvedDockerEndpoint is not { Scheme: EndpointScheme.Unix } endpoint)
                return; // An engine elsewhere has its own ways to its images.
            using var engine = new EngineClient(endpoint.ToString());
            await BaseImages.EnsureAsync(engine, _baseImages, Log.Information, CancellationToken.None);
        });
}
