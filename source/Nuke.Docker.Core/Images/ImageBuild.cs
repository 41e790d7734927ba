using System.Diagnostics;
using Nuke.Docker.Contexts;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Engine;
using Nuke.Docker.Git;
using Nuke.Docker.Progress;
using Nuke.Docker.Registries;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images;

/// <summary>Builds one image from a directory and a Dockerfile.</summary>
/// <remarks>Engine API: <c>POST /build</c>. What a failed or cancelled build has left untagged is removed.</remarks>
public static class ImageBuild
{
    const string ClassicHasNoMounts = "the engine's classic builder cannot mount secrets";

    static readonly TimeSpan _cleanUpLimit = TimeSpan.FromSeconds(10);

    /// <summary>Builds the image.</summary>
    /// <exception cref="ArgumentException">The settings contradict themselves; the message lists every violation.</exception>
    /// <exception cref="BuildContextException">The context cannot be sent.</exception>
    /// <exception cref="GitException">A source in git cannot be resolved or fetched.</exception>
    /// <exception cref="DockerfileException">No builder would accept the Dockerfile; the message names its line.</exception>
    /// <exception cref="ImageBuildException">The engine could not build it: the step, its exit code and its last lines.</exception>
    /// <exception cref="RegistryCredentialsException">The credentials for a base image cannot be read.</exception>
    /// <exception cref="BuildSecretException">A secret cannot be read, or the builder cannot mount it.</exception>
    /// <exception cref="SecretLeakException">A secret would be in the image, or is; the image was removed then.</exception>
    public static Task<BuiltImage> RunAsync(
        DockerEngine engine, ImageBuildSettings settings, IProgressReporter reporter, CancellationToken cancellationToken) =>
        RunAsync(engine, settings, additions: [], reporter, cancellationToken);

    internal static async Task<BuiltImage> RunAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        IReadOnlyList<ContextAddition> additions,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        SettingsViolations.Throw($"Image {NameOf(settings)} cannot be built", settings.Violations());
        var secrets = await SecretiveBuild.BeginAsync(settings, NameOf(settings), ClassicHasNoMounts, cancellationToken).ConfigureAwait(false);
        return await SecretHiding.RunAsync(
            secrets.Known,
            () => RunAsync(engine, settings, additions, secrets, new RedactingReporter(reporter, secrets.Known), cancellationToken)).ConfigureAwait(false);
    }

    static async Task<BuiltImage> RunAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        IReadOnlyList<ContextAddition> additions,
        SecretiveBuild secrets,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var sources = await BuildSources.ResolveAsync(settings, reporter, cancellationToken).ConfigureAwait(false);
        settings = sources.Settings;
        var input = settings.RemoteContext is null
            ? await BuildInput.ReadAsync(settings, additions, cancellationToken).ConfigureAwait(false)
            : BuildInput.Remote(settings);
        settings = await OriginLabels.AddAsync(settings, input.Dockerfile, reporter, cancellationToken).ConfigureAwait(false);
        var access = await BaseImageAccess.ResolveAsync(engine, settings, input.Dockerfile, cancellationToken).ConfigureAwait(false);
        secrets.Add(access.Auths);
        secrets.Check(settings, input.Dockerfile, reporter);
        Report(input.Describe(settings), reporter);

        var replaced = await ReplacedImages.FindAsync(engine, settings.Tags, cancellationToken).ConfigureAwait(false);
        var trace = new ClassicBuildTrace(TimeProvider.System);
        try
        {
            await FollowAsync(engine, settings, input, access, secrets.TagsToSend(settings), trace, reporter, cancellationToken).ConfigureAwait(false);
            await secrets.NameAsync(engine, settings, trace, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await CleanUpAsync(stop => UnfinishedImages.RemoveAsync(engine, trace, stop)).ConfigureAwait(false);
            throw;
        }
        finally
        {
            // Even a build that was cancelled may have got as far as its tags.
            await CleanUpAsync(stop => replaced.RemoveAsync(reporter, stop)).ConfigureAwait(false);
        }
        await CleanUpAsync(stop => StageImages.KeepAsync(engine, settings.Tags is [var name, ..] ? name : null, trace, stop)).ConfigureAwait(false);

        var image = await engine.FindImageAsync(trace.ImageId!, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException(
                $"Image {NameOf(settings)} was built as {trace.ImageId}, and has been removed since. Build it again.");
        return new BuiltImage
        {
            Id = image.Id,
            Tags = settings.Tags,
            SizeBytes = image.SizeBytes,
            Steps = [.. trace.Steps],
            Duration = Stopwatch.GetElapsedTime(started),
        };
    }

    static async Task FollowAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        BuildInput input,
        BaseImageAccess access,
        IReadOnlyList<ImageReference> tags,
        ClassicBuildTrace trace,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var name = NameOf(settings);
        try
        {
            var request = ToRequest(settings, tags, input.DockerfileName) with { RegistryAuths = access.Auths };
            using var cancellation = new BuildCancellation(trace, cancellationToken);
            await foreach (var message in engine.BuildImageAsync(request, input.WriteAsync, cancellation.Token).ConfigureAwait(false))
            {
                Report(trace.Read(message), reporter);
                cancellation.ThrowIfDue();
                if (message is not EngineMessage.Failure failure)
                    continue;
                Report(trace.Flush(), reporter);
                throw ImageBuildException.AtStep(
                    name, trace.Current, input.Dockerfile?.Show(trace.Current), access.Explain(trace.Current, failure), trace.LastLines);
            }
            Report(trace.Complete(), reporter);
        }
        catch (EngineRequestException exception)
        {
            throw ImageBuildException.Refused(name, DockerfileOf(settings), exception);
        }
    }

    static async Task CleanUpAsync(Func<CancellationToken, Task> work)
    {
        // Not the caller's token: that one may be what ended the build.
        using var limit = new CancellationTokenSource(_cleanUpLimit);
        try
        {
            await work(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DockerException or OperationCanceledException)
        {
            // What came of the build is what the user has to hear of. If it failed, then often for the same reason.
        }
    }

    static BuildRequest ToRequest(ImageBuildSettings settings, IReadOnlyList<ImageReference> tags, string dockerfile) => new()
    {
        Dockerfile = dockerfile,
        RemoteContext = settings.RemoteContext,
        Tags = [.. tags.Select(tag => tag.ToString())],
        BuildArguments = settings.BuildArguments,
        Labels = settings.Labels,
        Target = settings.Target,
        NoCache = settings.NoCache,
        Pull = settings.Pull,
        Platform = settings.Platform?.ToString(),
        NetworkMode = settings.Network,
        ExtraHosts = [.. settings.ExtraHosts.Select(host => host.ToString())],
        SharedMemoryBytes = settings.SharedMemoryBytes,
        CacheFrom = [.. settings.CacheFrom.Select(image => image.ToString())],
    };

    static void Report(IEnumerable<ProgressEvent> events, IProgressReporter reporter)
    {
        foreach (var progressEvent in events)
            reporter.Report(progressEvent);
    }

    static string NameOf(ImageBuildSettings settings) =>
        settings.Tags is [var first, ..] ? $"'{first}'" : $"of {DockerfileOf(settings)}";

    static string DockerfileOf(ImageBuildSettings settings)
    {
        if (settings.Context.DockerfileText is not null)
            return DockerfileSource.GivenText;
        var path = settings.Context.DockerfilePath ?? "Dockerfile";
        return (settings.GitContext?.ToString() ?? settings.RemoteContext) is { } address
            ? $"'{path}' of '{Redaction.OfAddress(address)}'"
            : $"'{Path.Combine(settings.ContextDirectory ?? "", path)}'";
    }
}
