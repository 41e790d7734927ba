using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Containers;
using Nuke.Docker.Engine;
using Nuke.Docker.Networks;
using Nuke.Docker.Patterns;
using Nuke.Docker.Progress;
using Serilog;

class Build : NukeBuild, IDockerImage
{
    public static int Main() => Execute<Build>(x => x.Visit);

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages => [Service("images"), Service("log"), Service("web")];

    /// <summary>Each service is ready before those that need it are started; all of it is gone after the
    /// visit.</summary>
    static ContainerGroupSettings Gallery => ContainerGroupSettings.Default
        .Add("images", Run("gallery-images").WaitForLogLine("The image API listens"))
        .Add("log", Run("gallery-log").WaitForLogLine("The log API listens"))
        .Add("web", Run("gallery-web").PublishPort(80).WaitForLogLine("The gallery is open"), "images", "log");

    Target Visit => _ => _
        .Description("Starts the three containers on a network of their own, and asks for the page twice")
        .DependsOn<IDockerImage>()
        .Executes(async () =>
        {
            var endpoint = ((IHazDockerEngine)this).ResolvedDockerEndpoint;
            await using var engine = await DockerEngine.ConnectAsync(endpoint, CancellationToken.None);
            await using var gallery = await ContainerGroup.StartAsync(
                engine, Gallery, SilentReporter.Instance, CancellationToken.None);
            var page = gallery["web"].GetUri(80);
            using var browser = new HttpClient();
            browser.DefaultRequestHeaders.UserAgent.ParseAdd("build");
            for (var visit = 1; visit <= 2; visit++)
                Log.Information("{Page}\n{Html}", page, await browser.GetStringAsync(page));
        });

    static MultiStage Service(string name) => MultiStage.From(RootDirectory / name).Named($"gallery-{name}");

    static ContainerRunSettings Run(string image) => ContainerRunSettings.Default.SetImage(image);
}
