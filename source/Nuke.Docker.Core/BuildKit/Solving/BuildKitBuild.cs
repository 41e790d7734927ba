using Nuke.Docker.BuildKit.Content;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Sessions;
using Nuke.Docker.BuildKit.Tracing;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>Builds with BuildKit: a session that serves, a solve that builds, a trace that tells.</summary>
sealed class BuildKitBuild
{
    /// <summary>How long the end of the trace may take after the solve has ended.</summary>
    static readonly TimeSpan _traceLimit = TimeSpan.FromSeconds(5);

    /// <summary>How long the solve may go on without its session: one that dies takes both, and says it
    /// better.</summary>
    static readonly TimeSpan _lossLimit = TimeSpan.FromSeconds(1);

    readonly BuildKitConnection _connection;
    readonly FileSyncService _files;
    readonly IProgressReporter _reporter;
    readonly BuildKitTrace _trace = new();
    readonly string _reference = Guid.NewGuid().ToString("N");
    bool _isTraceWhole;

    BuildKitBuild(BuildKitConnection connection, FileSyncService files, IProgressReporter reporter) =>
        (_connection, _files, _reporter) = (connection, files, reporter);

    /// <summary>Builds.</summary>
    /// <exception cref="SolveException">BuildKit could not: the step, its exit code, its lines and its last
    /// output.</exception>
    /// <exception cref="BuildContextException">A file of the context could not be sent.</exception>
    /// <exception cref="BuildContentException">A cache or an image layout of this machine is spoiled, or cannot be
    /// written.</exception>
    /// <exception cref="BuildOutputException">A result could not be written here.</exception>
    /// <exception cref="EngineUnavailableException">The engine, or the session with it, was lost.</exception>
    /// <exception cref="NotSupportedException">The settings ask for what the engine's BuildKit cannot do.</exception>
    public static async Task<BuildKitResult> RunAsync(
        BuildKitConnection connection,
        BuildKitSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        if (settings.Platforms.Count == 0)
            settings = settings with { Platforms = connection.DefaultPlatforms };
        connection.Abilities.Check(settings);
        using var directories = await SolveDirectories.ListAsync(settings, cancellationToken).ConfigureAwait(false);
        var files = new FileSyncService(directories.ByName);
        var content = new ContentService(StoresOf(settings));
        var outputs = new FileSendService([.. settings.Outputs.Select(output => output.Receiver)]);
        var health = new HealthService(settings.SilenceLimit, TimeProvider.System);
        ISessionService[] services =
        [
            health,
            new AuthService(settings.Credentials),
            new SecretService(settings.Secrets),
            new SshAgentService(settings.SshAgents),
            files,
            outputs,
            content,
        ];
        var session = await connection.OpenSessionAsync(
            SharedKey.Of(settings, Environment.MachineName), services, cancellationToken)
            .ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var build = new BuildKitBuild(connection, files, reporter);
            var request = new SolveRequest
            {
                Reference = build._reference,
                Session = session.Id,
                FrontendAttributes = FrontendAttributes.Of(settings, connection.Abilities.BaseImages),
                Exporters = [.. settings.Outputs.Select(output => output.ToExporter())],
                CacheExports = settings.CacheExports,
                Entitlements = settings.Network == BuildKitNetwork.Host ? ["network.host"] : [],
                IsInternal = settings.IsUnrecorded,
            };
            var response = await build.SolveAsync(
                request,
                session,
                health,
                () => files.Failure ?? outputs.Failure ?? content.Failure,
                cancellationToken)
                .ConfigureAwait(false);
            // A cache that cannot be read does not stop BuildKit.
            if (content.Failure is { } unread)
                reporter.Report(new ProgressEvent.Warning(unread.Message));
            content.Publish();
            foreach (var problem in content.RemoveUnreachable(DateTime.UtcNow))
                reporter.Report(new ProgressEvent.Warning(problem));
            var image = settings.Outputs.OfType<BuildOutput.Image>().Any()
                ? response.Results.GetValueOrDefault("containerimage.digest")
                : null;
            return new(image, build._trace.Steps, files.Transfers);
        }
    }

    /// <summary>Copies files out of an image, as a tar archive.</summary>
    /// <exception cref="SolveException">BuildKit could not: a path does not exist, or the image does not.</exception>
    /// <exception cref="BuildOutputException">The archive could not be written here.</exception>
    /// <exception cref="EngineUnavailableException">The engine, or the session with it, was lost.</exception>
    public static async Task CopyAsync(
        BuildKitConnection connection,
        ImageFiles files,
        Func<CancellationToken, Task<Stream>> open,
        CancellationToken cancellationToken)
    {
        var output = new BuildOutput.Archive(open);
        var outputs = new FileSendService([output.Receiver]);
        var health = new HealthService(HealthService.DefaultLimit, TimeProvider.System);
        var session = await connection.OpenSessionAsync("", [health, outputs], cancellationToken)
            .ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var noFiles = new FileSyncService(new Dictionary<string, SyncedDirectory>());
            var build = new BuildKitBuild(connection, noFiles, SilentReporter.Instance);
            var request = new SolveRequest
            {
                Reference = build._reference,
                Session = session.Id,
                Definition = files.ToDefinition(),
                Frontend = "",
                Exporters = [output.ToExporter()],
                IsInternal = true,
            };
            await build.SolveAsync(request, session, health, () => outputs.Failure, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    async Task<SolveResponse> SolveAsync(
        SolveRequest request,
        BuildSession session,
        HealthService health,
        Func<Exception?> findOwnFailure,
        CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // What is copied by a definition of ours has no steps that anybody would hear of.
        var following = request.Definition is null ? FollowAsync(over.Token) : Task.CompletedTask;
        var solving = _connection.SolveAsync(request, over.Token);
        var silence = health.WaitForSilenceAsync(over.Token);
        try
        {
            await Task.WhenAny(solving, session.Ended, FailureOf(following), silence).ConfigureAwait(false);
            if (following.IsFaulted && !solving.IsCompleted)
                await following.ConfigureAwait(false);
            if (session.Ended.IsCompleted)
                await Task.WhenAny(solving, Task.Delay(_lossLimit, over.Token)).ConfigureAwait(false);
            if (!solving.IsCompleted)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw LossOf(session);
            }

            var response = await solving.ConfigureAwait(false);
            await FinishAsync(following).ConfigureAwait(false);
            if (following.IsCompletedSuccessfully && _isTraceWhole)
                Report(_trace.Complete());
            return response;
        }
        catch (GrpcException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await FinishAsync(following).ConfigureAwait(false);
            throw findOwnFailure() ?? Explain(e, session);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(following, solving, silence).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Reports what the trace tells, to its end.</summary>
    async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var part in _connection.TraceAsync(_reference, cancellationToken).ConfigureAwait(false))
                Report([.. _files.TakeNews(), .. _trace.Read(part)]);
            _isTraceWhole = true;
        }
        catch (Exception e) when (e is GrpcException or EngineUnavailableException)
        {
            // A solve that fails at once leaves nothing to follow; how it failed, or was lost, it says itself.
        }
        catch (EngineUnavailableException)
        {
            // An engine that is gone ends the solve too, which says so. One that cuts off the trace alone goes on
            // building.
        }
        catch (MalformedMessageException e)
        {
            _reporter.Report(new ProgressEvent.Warning($"What the build is doing is not shown any more: {e.Message}"));
        }

        Report([.. _files.TakeNews(), .. _trace.Flush()]);
    }

    /// <summary>Waits for what the trace has left to tell; a reporter that throws is heard.</summary>
    static async Task FinishAsync(Task following)
    {
        try
        {
            await following.WaitAsync(_traceLimit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The result is there; only the last lines are not.
        }
    }

    DockerException Explain(GrpcException exception, BuildSession session)
    {
        var failure = SolveFailure.Of(exception);
        // BuildKit stumbles over whatever it asks for next.
        if (failure.ExitCode is null && session.Ended.IsCompleted)
            return LossOf(session, exception);
        var vertex = _trace.FindFailed(failure.Vertex);
        return new SolveException(failure, vertex?.Step, vertex?.Recent.Lines ?? [], exception);
    }

    EngineUnavailableException LossOf(BuildSession session, Exception? cause = null) => EngineUnavailableException.Lost(
        _connection.Endpoint,
        _connection.SessionName,
        session.Ended.IsCompleted ? "closed the connection" : "fell silent",
        cause);

    void Report(IEnumerable<ProgressEvent> events)
    {
        foreach (var progressEvent in events)
            _reporter.Report(progressEvent);
    }

    /// <summary>Ends when the task fails, and only then.</summary>
    static Task FailureOf(Task task)
    {
        var failed = new TaskCompletionSource();
        _ = task.ContinueWith(
            _ => failed.TrySetResult(),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        return failed.Task;
    }

    static Dictionary<string, IBlobs> StoresOf(BuildKitSettings settings)
    {
        var stores = settings.CacheDirectories.ToDictionary(
            cache => $"local:{cache.Key}", cache => (IBlobs)cache.Value, StringComparer.Ordinal);
        foreach (var layout in settings.NamedContexts.Values.OfType<ContextSource.Layout>())
            stores.Add(layout.Store, layout.Blobs);
        return stores;
    }
}
