using System.Collections.Concurrent;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;

namespace Nuke.Docker.BuildKit.Sessions;

/// <summary>Hands BuildKit the credentials of a registry; tokens it gets with them by itself.</summary>
/// <remarks>The methods that would mint tokens on our side are left out: BuildKit does without them.</remarks>
sealed class AuthService(RegistryCredentialsSource source) : ISessionService
{
    // Both name Docker Hub.
    const string HubInReferences = "docker.io";
    const string HubOnTheWire = "registry-1.docker.io";

    readonly ConcurrentDictionary<string, Lazy<Task<CredentialsAnswer>>> _answers = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, GrpcHandler>> Methods =>
        [new("/moby.filesync.v1.Auth/Credentials", AnswerAsync)];

    async Task AnswerAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        var host = (await call.ReadRequestAsync<TextRequest>(cancellationToken).ConfigureAwait(false)).Value;
        if (host == HubOnTheWire)
            host = HubInReferences;
        var answer = _answers.GetOrAdd(host, name => new(() => FindAsync(name)));
        call.Write(await answer.Value.WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    // Not the call's token: the answer serves the calls after it as well.
    async Task<CredentialsAnswer> FindAsync(string host) => await source(host, CancellationToken.None)
        .ConfigureAwait(false) switch
    {
        { IdentityToken: { Length: > 0 } token } => new("", token),
        { Username: { } name } auth => new(name, auth.Password ?? ""),
        _ => new("", ""),
    };
}
