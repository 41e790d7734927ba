using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;

namespace Nuke.Docker.BuildKit.Sessions;

/// <summary>Serves <c>RUN --mount=type=secret</c>: the value goes into the step's memory, and into no layer.</summary>
/// <param name="secrets">By ID.</param>
sealed class SecretService(IReadOnlyDictionary<string, SecretSource> secrets) : ISessionService
{
    /// <summary>The most that BuildKit mounts, in bytes.</summary>
    public const int LargestSecret = 500 * 1024;

    public IEnumerable<KeyValuePair<string, GrpcHandler>> Methods =>
        [new("/moby.buildkit.secrets.v1.Secrets/GetSecret", AnswerAsync)];

    async Task AnswerAsync(GrpcCall call, CancellationToken cancellationToken)
    {
        var id = (await call.ReadRequestAsync<TextRequest>(cancellationToken).ConfigureAwait(false)).Value;
        if (!secrets.TryGetValue(id, out var source))
            throw new GrpcException(GrpcCode.NotFound, $"no secret '{id}' was given");
        var value = await source(cancellationToken).ConfigureAwait(false);
        if (value.Length > LargestSecret)
            throw new GrpcException(
                GrpcCode.Unknown,
                $"secret '{id}' has {value.Length} bytes, more than the {LargestSecret} that are allowed");
        call.Write(new BytesMessage(value));
    }
}
