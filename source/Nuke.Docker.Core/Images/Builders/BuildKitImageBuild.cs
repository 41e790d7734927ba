using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Sessions;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.BuildKit.Tracing;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Engine;
using Nuke.Docker.Images.Failures;
using Nuke.Docker.Images.Leaks;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Builders;

/// <summary>A build with BuildKit. It leaves nothing behind: what it keeps is in its own cache.</summary>
/// <param name="secrets">Those that steps mount; credentials that BuildKit asks for join them.</param>
sealed class BuildKitImageBuild(
    BuildKitConnection connection,
    ImageBuildSettings settings,
    BuildInput input,
    BaseImageAccess access,
    SecretiveBuild secrets,
    IProgressReporter reporter) : IImageBuild
{
    BuildKitResult? _result;
    FreshSteps? _fresh = settings.FreshSteps;

    public string ImageId => _result!.ImageId!;

    public IEnumerable<string> Images => [ImageId];

    public IReadOnlyList<CompletedStep> Steps => _result!.Steps;

    public async Task RunAsync(IReadOnlyList<ImageReference> tags, CancellationToken cancellationToken)
    {
        BuildOutput image = new BuildOutput.Image([.. tags.Select(tag => tag.ToString())]);
        for (var attempt = 1; ; attempt++)
            try
            {
                await RunAsync([image], cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (ImageBuildException e) when (attempt < NameRace.MostAttempts && IsNameRace(e))
            {
                reporter.Report(new ProgressEvent.Notice(
                    $"Another build has given a name of {ImageBuildNames.Of(settings)} at the same time: it is given "
                    + "once more"));
                // All steps are in the cache by now, also if they must not come from an older build.
                _fresh = new FreshSteps([], []);
            }
    }

    /// <summary>Builds, and hands the result out in other ways.</summary>
    /// <exception cref="ImageBuildException">The engine could not build it.</exception>
    public async Task RunAsync(IReadOnlyList<BuildOutput> outputs, CancellationToken cancellationToken)
    {
        foreach (var stage in settings.NoCacheStages)
            input.Dockerfile?.TryParse()?.GetTarget(stage); // BuildKit would not miss it.
        var order = new StepsInOrder(reporter);
        BuildStep? failed = null;
        try
        {
            using var contexts = await NamedContexts
                .OpenAsync(settings, input.Dockerfile, cancellationToken).ConfigureAwait(false);
            var caches = BuildCaches.Open(settings, reporter);
            _result = await BuildKitBuild
                .RunAsync(connection, ToSettings(outputs, contexts, caches), order, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (SolveException e)
        {
            failed = e.Step;
            throw Explain(e);
        }
        finally
        {
            order.Complete(failed);
        }
    }

    public Task RemoveUnfinishedAsync(DockerEngine cleaner, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Its cache is its own. What a classic build of the same image has kept for the next one goes.</summary>
    /// <inheritdoc/>
    public Task KeepCacheAsync(DockerEngine cleaner, CancellationToken cancellationToken) =>
        settings.Tags is [var name, ..]
        ? StageImages.KeepAsync(cleaner, name, stageImages: [], cancellationToken)
        : Task.CompletedTask;

    static bool IsNameRace(ImageBuildException exception) =>
        exception.InnerException is SolveException { Step: null } solve && NameRace.IsMeantBy(solve.Reason);

    ImageBuildException Explain(SolveException exception)
    {
        var name = ImageBuildNames.Of(settings);
        var reason = exception.Step is null
            ? SyntaxLine.Explain(exception.Reason, input.Dockerfile, settings)
            : exception.Reason;
        var pull = exception.Step is null && access.FindIn(exception.Reason) is { } image
            ? BaseImageStep.Find(input.Dockerfile, settings, image)
            : null;
        var (step, excerpt) = (exception.Step ?? pull?.Step, pull?.Excerpt ?? Show(exception));
        if (step is null && excerpt is null)
            return ImageBuildException.Refused(
                name, ImageBuildNames.OfDockerfile(settings), reason, exception);
        var failure = access.Explain(step, new EngineMessage.Failure(reason, exception.ExitCode));
        return ImageBuildException.AtStep(
            name, step, excerpt, MissingSource.Explain(step, failure), exception.Output);
    }

    DockerfileExcerpt? Show(SolveException exception) => exception.Lines is { } lines && input.Dockerfile is { } source
        ? DockerfileExcerpt.Of(source.Name, source.Text, new SourceLines(lines.First, lines.Last))
        : input.Dockerfile?.Show(exception.Step);

    BuildKitSettings ToSettings(
        IReadOnlyList<BuildOutput> outputs, NamedContexts contexts, BuildCaches caches) => new()
    {
        Context = input.Content,
        RemoteContext = settings.RemoteContext,
        DockerfilePath = input.DockerfileName,
        Outputs = outputs,
        BuildArguments = settings.BuildArguments,
        Labels = settings.Labels,
        Target = settings.Target,
        NamedContexts = contexts.Sources,
        Platforms = [.. settings.Platforms.Select(platform => platform.ToString())],
        NoCache = settings.NoCache && _fresh is null,
        NoCacheStages = _fresh?.OtherStages ?? settings.NoCacheStages,
        Pull = settings.Pull,
        Network = settings.Network,
        ExtraHosts = [.. settings.ExtraHosts.Select(host => KeyValuePair.Create(host.Name, host.Address))],
        SharedMemoryBytes = settings.SharedMemoryBytes,
        ResourceLimits = [.. settings.ResourceLimits.Select(limit => limit.ToString())],
        CacheImports = _fresh is null ? caches.Imports : [],
        CacheExports = caches.Exports,
        CacheDirectories = caches.Directories,
        Secrets = secrets.Values.ToDictionary(
            secret => secret.Key, secret => (SecretSource)(_ => ValueTask.FromResult(secret.Value))),
        SshAgents = secrets.SshAgents,
        IsUnrecorded = !secrets.Known.IsEmpty,
        Credentials = FindCredentialsAsync,
    };

    /// <summary>What BuildKit is told from now on is hidden wherever it may be said.</summary>
    async Task<RegistryAuth?> FindCredentialsAsync(string host, CancellationToken cancellationToken)
    {
        var found = await settings.Credentials.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        if (found.Auth is { } auth)
            secrets.Add([KeyValuePair.Create(found.Registry, auth)]);
        return found.Auth;
    }
}
