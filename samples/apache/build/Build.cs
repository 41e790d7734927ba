using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Containers;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;
using Serilog;

class Build : NukeBuild, IDockerImage, IRunImage, ISweepDocker
{
    public static int Main() => Execute<Build>(x => x.Visit);

    Target Visit => _ => _
        .Description("Runs the image with all its ports published, and asks for the page")
        .DependsOn<IDockerImage>()
        .Executes(async () =>
        {
            var settings = ContainerRunSettings.Default.SetImage("apache").EnablePublishAllPorts().WaitForHttp(80);
            var endpoint = ((IHazDockerEngine)this).ResolvedDockerEndpoint;
            await using var engine = await DockerEngine.ConnectAsync(endpoint, CancellationToken.None);
            await using var server = await ContainerRun.StartAsync(
                engine, settings, SilentReporter.Instance, CancellationToken.None);
            using var browser = new HttpClient();
            Log.Information("{Port:l}\n{Html:l}", server.GetPort(80), await browser.GetStringAsync(server.GetUri(80)));
        });
}
