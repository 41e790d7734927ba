using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Sessions;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit;

/// <summary>A BuildKit, an engine's own or a builder by itself: what we may ask of it.</summary>
sealed class BuildKitConnection : IDisposable
{
    /// <summary>How long a builder may take to answer what needs no work.</summary>
    static readonly TimeSpan _answerLimit = TimeSpan.FromSeconds(10);

    readonly BuildKitRoute _route;
    readonly GrpcClient _client;

    BuildKitConnection(BuildKitRoute route, GrpcClient client, BuildKitAbilities abilities) =>
        (_route, _client, Abilities) = (route, client, abilities);

    /// <summary>Where it is.</summary>
    public EngineEndpoint Endpoint => _route.Endpoint;

    /// <summary>What it can do.</summary>
    public BuildKitAbilities Abilities { get; }

    /// <summary>Who builds there; an engine has one worker.</summary>
    public IReadOnlyList<WorkerRecord> Workers { get; private init; } = [];

    /// <summary>What a build is for that does not say.</summary>
    /// <value>Empty: the platform of the builder itself.</value>
    public IReadOnlyList<string> DefaultPlatforms { get; set; } = [];

    TimeSpan AnswerLimit { get; init; } = _answerLimit;

    /// <summary>What is to be given back when the connection is not needed any more.</summary>
    public IDisposable? Lease { get; set; }

    /// <summary>What errors call the way of its sessions.</summary>
    public string SessionName => _route.SessionName;

    /// <summary>Looks for an engine's BuildKit, and connects to it.</summary>
    /// <returns><see langword="null"/> if the engine has none.</returns>
    /// <remarks>
    /// <c>GET /_ping</c> does not tell: its <c>Builder-Version</c> is a recommendation, which engine 20.10 does not
    /// make although it has BuildKit, and which podman leaves empty. An engine that does not upgrade connections may
    /// speak HTTP/2 at once: 29 does, and calls the upgrade deprecated.
    /// </remarks>
    /// <exception cref="EngineUnavailableException">The engine does not answer.</exception>
    public static async Task<BuildKitConnection?> FindAsync(DockerEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            return await GreetAsync(
                new UpgradedRoute(engine),
                (_, workers, _) => Task.FromResult(BuildKitAbilities.Of(engine, workers)),
                cancellationToken).ConfigureAwait(false);
        }
        catch (EngineRequestException)
        {
            // It answered, and it does not know the route.
        }

        return engine.Version.IsPodman ? null : await FindNativeAsync(engine, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Connects to a builder that is no engine.</summary>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="cancellationToken">Ends the connecting.</param>
    /// <param name="limit">How long it may take, and any answer that needs no work; by default 10 s.</param>
    /// <exception cref="EngineUnavailableException">Nothing answers, TLS fails, it lets us in no further, it is no
    /// BuildKit, or it takes longer than <paramref name="limit"/>.</exception>
    public static Task<BuildKitConnection> OpenAsync(
        EngineEndpoint endpoint, CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        endpoint = endpoint with { Peer = EndpointPeer.Builder };
        return WithinAsync(limit ?? _answerLimit, endpoint, OpenAsync, cancellationToken);

        async Task<BuildKitConnection> OpenAsync(CancellationToken stop)
        {
            try
            {
                return await GreetAsync(new DirectRoute(endpoint), RateAsync, stop, limit).ConfigureAwait(false);
            }
            catch (GrpcException e) when (e.Code is GrpcCode.Unauthenticated or GrpcCode.PermissionDenied)
            {
                throw EngineUnavailableException.NoAnswer(
                    endpoint,
                    $"it does not let us in ({e.Reason.TrimEnd('.')})",
                    e,
                    $"Put the certificate that it accepts into {endpoint.Peer.CertificatePath}.");
            }
            catch (Exception e) when (e is GrpcException or MalformedMessageException)
            {
                var reason = (e as GrpcException)?.Reason ?? e.Message;
                throw EngineUnavailableException.NoAnswer(
                    endpoint, $"what answers there is not BuildKit ({reason.TrimEnd('.')})", e);
            }
        }

        async Task<BuildKitAbilities> RateAsync(
            GrpcClient client, ListWorkersResponse workers, CancellationToken stop) =>
            BuildKitAbilities.Of(endpoint, await FindInfoAsync(client, stop).ConfigureAwait(false));
    }

    /// <summary>Opens the connection on which BuildKit asks for what a build needs of this machine.</summary>
    /// <param name="sharedKey">Under which BuildKit keeps the files that it got, for the next build.</param>
    /// <param name="services">What is served.</param>
    /// <param name="cancellationToken">Ends the opening alone.</param>
    /// <exception cref="EngineUnavailableException">The connection is lost, or it takes too long.</exception>
    public async Task<BuildSession> OpenSessionAsync(
        string sharedKey, IEnumerable<ISessionService> services, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(AnswerLimit);
        try
        {
            return await BuildSession.OpenAsync(_route, sharedKey, services, late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineUnavailableException.Lost(
                Endpoint, SessionName, $"gave no answer within {AnswerLimit.TotalSeconds} s", e);
        }
    }

    /// <summary>Builds. A solve whose call is cancelled is cancelled on the other side.</summary>
    /// <exception cref="GrpcException">It failed; the details say where.</exception>
    public Task<SolveResponse> SolveAsync(SolveRequest request, CancellationToken cancellationToken) =>
        _client.CallAsync<SolveResponse>(BuildKitRoute.Control + "Solve", request, cancellationToken);

    /// <summary>The trace of one solve, from its beginning to its end. It may be asked for up to 3 s before the solve
    /// begins.</summary>
    public IAsyncEnumerable<StatusResponse> TraceAsync(string reference, CancellationToken cancellationToken) =>
        _client.StreamAsync<StatusResponse>(
            BuildKitRoute.Control + "Status", new StatusRequest(reference), cancellationToken);

    /// <summary>How many builds are running there, ours included.</summary>
    /// <returns><see langword="null"/> if it does not say: before BuildKit 0.11.</returns>
    /// <exception cref="EngineUnavailableException">It takes too long.</exception>
    public Task<int?> CountActiveBuildsAsync(CancellationToken cancellationToken)
    {
        return WithinAsync(AnswerLimit, Endpoint, CountAsync, cancellationToken);

        async Task<int?> CountAsync(CancellationToken stop)
        {
            try
            {
                var events = _client.StreamAsync<BuildHistoryEvent>(
                    BuildKitRoute.Control + "ListenBuildHistory", new BuildHistoryRequest(), stop);
                return await events.CountAsync(told => told.IsRunning, stop).ConfigureAwait(false);
            }
            catch (GrpcException)
            {
                return null; // How busy it is only decides between builders; this one answers.
            }
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        Lease?.Dispose();
    }

    static async Task<BuildKitConnection?> FindNativeAsync(DockerEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            return await WithinAsync(
                _answerLimit,
                engine.Endpoint,
                stop => GreetAsync(
                    new DirectRoute(engine.Endpoint),
                    (_, workers, _) => Task.FromResult(BuildKitAbilities.Of(engine, workers)),
                    stop),
                cancellationToken).ConfigureAwait(false);
        }
        catch (DockerException)
        {
            return null; // It has told its version, so it answers: in HTTP/1.1 alone.
        }
    }

    static async Task<BuildKitConnection> GreetAsync(
        BuildKitRoute route, Rating rate, CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        var client = await route.ConnectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Asked at once: an engine hangs up if it hears nothing for ten seconds after the upgrade.
            var workers = await client.CallAsync<ListWorkersResponse>(
                BuildKitRoute.Control + DirectRoute.FirstMethod, Empty.Instance, cancellationToken)
                .ConfigureAwait(false);
            var abilities = await rate(client, workers, cancellationToken).ConfigureAwait(false);
            return new(route, client, abilities)
            {
                Workers = workers.Workers,
                AnswerLimit = limit ?? _answerLimit,
            };
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    static async Task<T> WithinAsync<T>(
        TimeSpan limit,
        EngineEndpoint endpoint,
        Func<CancellationToken, Task<T>> ask,
        CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(limit);
        try
        {
            return await ask(late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            var timeout = new TimeoutException($"No answer within {limit.TotalSeconds} s.", e);
            throw EngineUnavailableException.NoAnswer(endpoint, $"no answer within {limit.TotalSeconds} s", timeout);
        }
    }

    static async Task<InfoResponse?> FindInfoAsync(GrpcClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.CallAsync<InfoResponse>(
                BuildKitRoute.Control + "Info", Empty.Instance, cancellationToken).ConfigureAwait(false);
        }
        catch (GrpcException e) when (e.Code == GrpcCode.Unimplemented)
        {
            return null; // Before 0.11.
        }
    }

    delegate Task<BuildKitAbilities> Rating(
        GrpcClient client, ListWorkersResponse workers, CancellationToken cancellationToken);
}
