using System.Diagnostics;
using Nuke.Docker.Contexts;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Engine;
using Nuke.Docker.Git;
using Nuke.Docker.Images.Builders;
using Nuke.Docker.Images.Leaks;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;
using Nuke.Docker.Registries;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images;

/// <summary>Builds one image from a directory and a Dockerfile.</summary>
/// <remarks>Engine API: <c>POST /build</c>. What a failed or cancelled build has left untagged is removed; a build
/// that the end of its process interrupts ends on the engine before.</remarks>
public static partial class ImageBuild
{
    /// <summary>Builds the image.</summary>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every
    /// violation.</exception>
    /// <exception cref="BuildContextException">The context cannot be sent.</exception>
    /// <exception cref="GitException">A source in git cannot be resolved or fetched.</exception>
    /// <exception cref="DockerfileException">No builder would accept the Dockerfile; the message names its
    /// line.</exception>
    /// <exception cref="NotSupportedException">The builder that was chosen, or the only one that the engine has, cannot
    /// build it.</exception>
    /// <exception cref="ImageBuildException">The engine could not build it: the step, its exit code and its last
    /// lines.</exception>
    /// <exception cref="RegistryCredentialsException">The credentials for a base image cannot be read.</exception>
    /// <exception cref="BuildSecretException">A secret cannot be read, or the builder cannot mount it.</exception>
    /// <exception cref="SecretLeakException">A secret would be in the image, or is; the image was removed
    /// then.</exception>
    public static Task<BuiltImage> RunAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        CheckViolations(settings);
        return InterruptGuard.For(engine.Endpoint, RunOwner.Current).UnwindAsync(
            stop => RunAsync(engine, settings, additions: [], reporter, stop), cancellationToken);
    }

    /// <summary>For work that is announced to the <see cref="InterruptGuard"/> as part of larger work.</summary>
    internal static async Task<BuiltImage> RunAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        IReadOnlyList<ContextAddition> additions,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var name = CheckViolations(settings);
        using var builder = await BuilderChoice.MakeAsync(engine, settings, reporter, cancellationToken)
            .ConfigureAwait(false);
        builder.CheckMounts(settings);
        var secrets = await SecretiveBuild.BeginAsync(settings, name, cancellationToken).ConfigureAwait(false);
        var hiding = new RedactingReporter(reporter, secrets.Known);
        var cleanUp = BuildCleanUp.On(engine.Endpoint);
        return await SecretHiding.RunAsync(
            secrets.Known,
            () => cleanUp.AroundAsync(
                engine,
                () => RunAsync(engine, builder, settings, additions, secrets, cleanUp, hiding, cancellationToken),
                cancellationToken)).ConfigureAwait(false);
    }

    /// <returns>What errors call the image.</returns>
    static string CheckViolations(ImageBuildSettings settings)
    {
        var name = ImageBuildNames.Of(settings);
        SettingsViolations.Throw($"Image {name} cannot be built", settings.Violations());
        return name;
    }

    static async Task<BuiltImage> RunAsync(
        DockerEngine engine,
        ChosenBuilder builder,
        ImageBuildSettings settings,
        IReadOnlyList<ContextAddition> additions,
        SecretiveBuild secrets,
        BuildCleanUp cleanUp,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var prepared = await PreparedBuild
            .ReadAsync(engine, settings, builder, ReadAsync, secrets, reporter, cancellationToken)
            .ConfigureAwait(false);
        settings = prepared.Settings;
        var (input, access) = (prepared.Input, prepared.Access);

        var replaced = await ReplacedImages.FindAsync(engine, settings.Tags, cancellationToken).ConfigureAwait(false);
        IImageBuild build = builder.BuildKit is not { } buildKit
            ? new ClassicImageBuild(engine, settings, input, access, reporter)
            : settings.BuilderEndpoints.Count > 0
                ? new RemoteImageBuild(engine, buildKit, settings, input, access, secrets, reporter)
                : new BuildKitImageBuild(buildKit, settings, input, access, secrets, reporter);
        try
        {
            await build.RunAsync(secrets.TagsToSend(settings), cancellationToken).ConfigureAwait(false);
            await secrets.NameAsync(engine, settings, build).ConfigureAwait(false);
        }
        catch
        {
            cleanUp.Add(build.RemoveUnfinishedAsync);
            throw;
        }
        finally
        {
            // Even a build that was cancelled may have got as far as its tags.
            cleanUp.Add((docker, stop) => replaced.RemoveAsync(docker, reporter, stop));
        }
        cleanUp.Add(build.KeepCacheAsync);

        var image = await engine.FindImageAsync(build.ImageId, cancellationToken).ConfigureAwait(false)
            ?? throw await LostAsync(engine, settings, build.ImageId, cancellationToken).ConfigureAwait(false);
        return new BuiltImage
        {
            Id = image.Id,
            Tags = settings.Tags,
            SizeBytes = image.SizeBytes,
            Steps = [.. build.Steps],
            Images = [.. build.Images],
            Builder = builder.BuildKit is null ? ImageBuilder.Classic : ImageBuilder.BuildKit,
            Duration = Stopwatch.GetElapsedTime(started),
        };

        async Task<BuildInput> ReadAsync(ImageBuildSettings resolved) => resolved.RemoteContext is null
            ? await BuildInput.ReadAsync(resolved, additions, cancellationToken).ConfigureAwait(false)
            : BuildInput.Remote(resolved);
    }

    /// <summary>With the containerd image store an image without a name is none, and a name is given away by whoever
    /// gives it to another image.</summary>
    static async Task<ImageBuildException> LostAsync(
        DockerEngine engine, ImageBuildSettings settings, string id, CancellationToken cancellationToken)
    {
        var name = ImageBuildNames.Of(settings);
        var isTaken = settings.Tags is [var tag, ..]
            && await engine.FindImageAsync($"{tag}", cancellationToken).ConfigureAwait(false) is not null;
        return ImageBuildException.Lost(name, isTaken
            ? $"was built as {id}, and is gone: another build has given the name to its own image at the same time. "
                + "Give one of the two another name."
            : $"was built as {id}, and has been removed since. Build it again.");
    }
}
