using System.Diagnostics;
using Nuke.Docker.Contexts;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Engine;
using Nuke.Docker.Images.Builders;
using Nuke.Docker.Images.Leaks;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images;

public static partial class ImageBuild
{
    /// <summary>Builds, and writes the result on this machine instead of leaving an image in the engine.</summary>
    /// <remarks>
    /// Several outputs are written of one build. Directories and tar archives of files take BuildKit; archives of the
    /// image every engine writes, but one without the containerd image store keeps the image then as well, under its
    /// tags. Secrets are looked for in the configuration and history of an archived image before it gets its name; the
    /// files that are written are not looked at.
    /// </remarks>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">What is built. The tags are the names that the image has in its archives.</param>
    /// <param name="outputs">What is written, and where.</param>
    /// <param name="reporter">Hears of the steps.</param>
    /// <param name="cancellationToken">Ends the build on the engine too. No part of an archive or of a file
    /// stays.</param>
    /// <exception cref="ArgumentException">Settings or outputs contradict themselves; the message lists every
    /// violation.</exception>
    /// <exception cref="BuildContextException">The context cannot be sent.</exception>
    /// <exception cref="DockerfileException">No builder would accept the Dockerfile.</exception>
    /// <exception cref="NotSupportedException">The builder cannot build it, or makes no such output.</exception>
    /// <exception cref="ImageBuildException">The engine could not build it.</exception>
    /// <exception cref="ImageOutputException">An output cannot be written.</exception>
    /// <exception cref="ImageArchiveException">The engine cannot write the archive, or breaks it off.</exception>
    /// <exception cref="BuildSecretException">A secret cannot be read, or the builder cannot mount it.</exception>
    /// <exception cref="SecretLeakException">A secret would be in the image, or is; no archive was written
    /// then.</exception>
    public static Task<ExportedImage> ExportAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        IReadOnlyList<ImageOutput> outputs,
        IProgressReporter reporter,
        CancellationToken cancellationToken) =>
        InterruptGuard.For(engine.Endpoint, RunOwner.Current).UnwindAsync(
            stop => WriteAsync(engine, settings, outputs, reporter, stop), cancellationToken);

    static async Task<ExportedImage> WriteAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        IReadOnlyList<ImageOutput> outputs,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var name = ImageBuildNames.Of(settings);
        SettingsViolations.Throw(
            $"Image {name} cannot be exported", settings.Violations().Concat(ImageOutput.Violations(outputs)));
        using var builder = await BuilderChoice
            .MakeAsync(engine, settings, reporter, cancellationToken).ConfigureAwait(false);
        builder.CheckMounts(settings);
        var secrets = await SecretiveBuild.BeginAsync(settings, name, cancellationToken).ConfigureAwait(false);
        return await SecretHiding.RunAsync(secrets.Known, async () =>
        {
            using var export = ImageExport.Begin(engine, builder, settings, outputs);
            await export.RunAsync(secrets, reporter, cancellationToken).ConfigureAwait(false);
            return new ExportedImage
            {
                Outputs = export.Complete(outputs),
                Steps = export.Steps,
                Duration = Stopwatch.GetElapsedTime(started),
            };
        }).ConfigureAwait(false);
    }
}
