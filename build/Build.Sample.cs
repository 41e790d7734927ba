using Nuke.Common;
using Nuke.Docker.Components;
using Nuke.Docker.Containers;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;
using Serilog;

partial class Build
{
    /// <summary>Runs the image that was built, once.</summary>
    Target RunSample => _ => _
        .Description("Runs the sample image once and shows what it writes")
        .TryTriggeredBy<IDockerImage>()
        .Executes(async () =>
        {
            await using var engine = await DockerEngine.ConnectAsync(((IHazDockerEngine)this).ResolvedDockerEndpoint, CancellationToken.None);
            var settings = ContainerRunSettings.Default.SetImage("hello-go");
            var exitCode = await ContainerRun.RunAsync(engine, settings, new OutputLog(), CancellationToken.None);
            Assert.True(exitCode == 0, $"hello-go ended with exit code {exitCode}.");
        });

    sealed class OutputLog : IProgressReporter
    {
        public void Report(ProgressEvent progressEvent)
        {
            if (progressEvent is ProgressEvent.Output output)
                Log.Information("hello-go says: {Line:l}", output.Line);
        }
    }
}
