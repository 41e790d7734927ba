using Nuke.Docker.Containers;
using Nuke.Docker.Containers.Running;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Components;

/// <summary>Runs an image for <see cref="IRunImage"/>.</summary>
static class ImageRuns
{
    /// <returns>What was run and what came of it, for the summary.</returns>
    /// <exception cref="ContainerCommandException">It ended with another exit code than 0.</exception>
    public static async Task<string?> RunAsync(
        ImageRun image, Func<ContainerRunSettings, ContainerRunSettings> configure)
    {
        var runtime = image.HandOver.ReadRuntimeImage("RunImage");
        var named = await image.Engine.FindImageAsync(runtime.Name, image.Cancellation);
        var settings = configure(ContainerRunSettings.Default
            .SetImage(runtime.Name)
            // Where the name has gone to another image, what was built is meant all the same.
            .SetImageId(named?.Id == runtime.Id ? null : runtime.Id)
            .SetPlatform(image.Definition.RuntimeImage.Platform));
        SettingsViolations.Throw($"Image '{settings.ImageName}' cannot be run", ContainerRunViolations.Of(settings));
        var line =
            (await ImageCommand.FindAsync(image.Engine, settings.ImageId ?? settings.ImageName, image.Cancellation))
            ?.OverriddenBy(settings);
        if (line is { IgnoresArguments: true } && settings.Arguments.Count > 0)
            image.Reporter.Report(new ProgressEvent.Warning(
                $"The arguments are ignored: the ENTRYPOINT of '{settings.ImageName}' is a whole command line of a "
                + "shell."));

        var recent = new RecentLines();
        // The target has announced itself to the guard of interrupts, and waits there.
        await using var container = await ContainerRun.StartUnguardedAsync(
            image.Engine, settings, new RememberingReporter(image.Reporter, recent), image.Cancellation);
        foreach (var port in container.Ports)
            image.Reporter.Report(new ProgressEvent.Notice($"Published: {port}"));
        if (settings.IsDetached)
            return $"{line}, running as {container.Name}{string.Concat(container.Ports.Select(port => $", {port}"))}";
        var exitCode = await container.WaitForExitAsync(image.Cancellation);
        return exitCode == 0
            ? $"{line}, exit code 0"
            : throw ContainerCommandException.InContainer(
                container.Description, line?.Line ?? [], exitCode, recent.Lines);
    }
}
