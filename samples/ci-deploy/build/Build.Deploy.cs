using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Utilities.Collections;
using Nuke.Docker.Components;
using Nuke.Docker.Containers;
using Nuke.Docker.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;
using Serilog;

partial class Build
{
    [Parameter("What is deployed, by digest - Default is what Publish has left")]
    readonly string? Image;

    Target Deploy => _ => _
        .Description("Pulls the image by its digest, and runs it until it answers")
        .Executes(async () =>
        {
            await using var engine =
                await DockerEngine.ConnectAsync(((IHazDockerEngine)this).ResolvedDockerEndpoint, default);

            var pull = ImagePullSettings.Default
                .SetImage((Image ?? ImageFile.ReadAllText()).Trim())
                .SetCredentials(((IHazRegistry)this).ResolvedRegistryCredentials);
            var image = await ImagePull.RunAsync(engine, pull, SilentReporter.Instance, default);

            // The one that ran before, if there is one: there is no step for it, so it is a plain request to the
            // engine.
            using var removal = new HttpRequestMessage(HttpMethod.Delete, "containers/ci-deploy?force=1");
            using var removed = await engine.SendAsync(removal, default);

            var run = ContainerRunSettings.Default
                .SetImage(image.Reference)
                .SetName("ci-deploy")
                .PublishPort(8080, 8080)
                .WaitForHttp(8080)
                .Detach();
            await using var container = await ContainerRun.StartAsync(engine, run, SilentReporter.Instance, default);
            Log.Information("{Name} answers at {Address}", container.Name, container.GetUri(8080));
            ReportSummary(_ => _.AddPair("Image", image.Reference));
        });
}
