using Nuke.Common;
using Nuke.Common.Utilities.Collections;
using Nuke.Docker.Components;
using Nuke.Docker.Containers;
using Nuke.Docker.Engine;
using Nuke.Docker.Patterns;
using Nuke.Docker.Progress;

class Build : NukeBuild, IDockerImage
{
    public static int Main() => Execute<Build>(x => x.ByHand);

    IEnumerable<ImageDefinition> IHazDockerImages.DockerImages =>
        [MultiStage.From(RootDirectory).Named("by-dockerfile")];

    static ContainerCommitSettings Settings => ContainerCommitSettings.Default
        .SetBaseImage("alpine")
        .SetTags("by-hand")
        .SetLabel("purpose", "practice")
        .SetEnvironmentVariable("GREETING", "Hello")
        .SetWorkingDirectory("/srv/www")
        .AddExposedPorts("80")
        .SetCommand("httpd", "-f", "-p", "80", "-h", "/srv/www")
        .SetMessage("A page and a greeting");

    Target ByHand => _ => _
        .Description("Makes the image by hand: a container, work in it, commit")
        .Executes(async () =>
        {
            await using var engine =
                await DockerEngine.ConnectAsync(
                    ((IHazDockerEngine)this).ResolvedDockerEndpoint, CancellationToken.None);
            var image = await ContainerCommit.RunAsync(
                engine, Settings, WorkAsync, SilentReporter.Instance, CancellationToken.None);
            ReportSummary(_ => _.AddPair(image.Name, image.Id[..19]));
        });

    static async Task WorkAsync(WorkContainer container, CancellationToken cancellationToken)
    {
        await container.CopyInAsync(RootDirectory / "index.html", "/srv/www/index.html", cancellationToken);
        await container.RunAsync(["sh", "-c", "echo 'Hello, reader!' >/srv/www/greeting.txt"], cancellationToken);
    }
}
