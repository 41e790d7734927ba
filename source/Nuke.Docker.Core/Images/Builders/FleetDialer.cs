using System.Net;
using System.Net.Sockets;
using Nuke.Docker.BuildKit;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Images.Builders;

/// <summary>Asks all builders of a fleet at once who they are and how busy.</summary>
static class FleetDialer
{
    /// <summary>How much later than the first answer another one may come.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <param name="endpoints">A host with several addresses is a builder at each of them.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <param name="resolve">Looks a host up; by default as the system does.</param>
    /// <returns>Who has answered, and why the others have not.</returns>
    public static async Task<(IReadOnlyList<FleetMember> Members, IReadOnlyList<DockerException> Failures)> DialAsync(
        IEnumerable<BuilderEndpoint> endpoints,
        CancellationToken cancellationToken,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        resolve ??= Dns.GetHostAddressesAsync;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answers = await Task.WhenAll(endpoints.Select(AllOfAsync)).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested)
            foreach (var member in answers.SelectMany(answer => answer).OfType<FleetMember>())
                member.Connection!.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        var all = answers.SelectMany(answer => answer).ToList();
        return ([.. all.OfType<FleetMember>()], [.. all.OfType<DockerException>()]);

        async Task<IReadOnlyList<object>> AllOfAsync(BuilderEndpoint builder)
        {
            var addresses = await ResolveAsync(builder.Endpoint, resolve, late.Token).ConfigureAwait(false);
            return await Task.WhenAll(addresses.Select(endpoint => OneAsync(builder, endpoint))).ConfigureAwait(false);
        }

        async Task<object> OneAsync(BuilderEndpoint builder, EngineEndpoint endpoint)
        {
            try
            {
                var member = await AskAsync(builder, endpoint, late.Token).ConfigureAwait(false);
                late.CancelAfter(Grace);
                return member;
            }
            catch (DockerException e)
            {
                return e;
            }
            catch (OperationCanceledException e)
            {
                return EngineUnavailableException.NoAnswer(
                    endpoint, $"it took {Grace.TotalSeconds} s longer than another builder to answer", e);
            }
        }
    }

    static async Task<FleetMember> AskAsync(
        BuilderEndpoint builder, EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        var connection = await BuildKitConnection.OpenAsync(endpoint, cancellationToken).ConfigureAwait(false);
        try
        {
            var active = await connection.CountActiveBuildsAsync(cancellationToken).ConfigureAwait(false);
            var own = connection.Workers.Select(worker => PlatformsOf(worker.Platforms)).ToList();
            Platform[] said = [.. own.SelectMany(platforms => platforms)];
            // A worker names its own platform first, then those that it emulates.
            Platform[] native = [.. own.SelectMany(platforms => platforms.Take(1))];
            return builder.Platforms.Count == 0
                ? new(endpoint, said, native, active ?? 0, connection)
                : new(endpoint, builder.Platforms, native, active ?? 0, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    static Platform[] PlatformsOf(IEnumerable<string> texts) =>
        [.. texts.Select(text => Platform.TryParse(text, out var platform) ? platform : null).OfType<Platform>()];

    /// <summary>One endpoint for each address of the host. Whoever cannot be resolved is left as it is: dialling says
    /// why.</summary>
    static async Task<IReadOnlyList<EngineEndpoint>> ResolveAsync(
        EngineEndpoint endpoint,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        CancellationToken cancellationToken)
    {
        if (endpoint.Scheme != EndpointScheme.Tcp || IPAddress.TryParse(endpoint.Host, out _))
            return [endpoint];
        try
        {
            var addresses = await resolve(endpoint.Host, cancellationToken).ConfigureAwait(false);
            // One host often has an address of either family; they are the same builder.
            var family = addresses.Any(address => address.AddressFamily == AddressFamily.InterNetwork)
                ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
            var distinct = addresses.Where(address => address.AddressFamily == family).Distinct().ToList();
            return distinct.Count < 2 ? [endpoint]
                : [.. distinct.Select(address => endpoint with { Resolved = address })];
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return [endpoint];
        }
    }
}
