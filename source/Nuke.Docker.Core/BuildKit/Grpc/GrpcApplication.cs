using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>Gives each request to the handler of its path, and ends it with a status.</summary>
sealed class GrpcApplication(IReadOnlyDictionary<string, GrpcHandler> services) : IHttpApplication<IFeatureCollection>
{
    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var body = context.GetRequiredFeature<IHttpResponseBodyFeature>();
        var aborted = context.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        context.GetRequiredFeature<IHttpResponseFeature>().Headers.ContentType = "application/grpc";

        // The head goes out first: a peer that streams waits for it before it sends anything.
        await body.StartAsync(aborted).ConfigureAwait(false);
        await body.Writer.FlushAsync(aborted).ConfigureAwait(false);
        var call = new GrpcCall(
            request.Headers, context.GetRequiredFeature<IRequestBodyPipeFeature>().Reader, body.Writer);
        var (code, message) = await AnswerAsync(request.Path, call, aborted).ConfigureAwait(false);
        var trailers = context.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers;
        trailers[GrpcStatus.CodeHeader] = ((int)code).ToString(CultureInfo.InvariantCulture);
        if (message.Length > 0)
            trailers[GrpcStatus.MessageHeader] = GrpcStatus.Escape(message);
        await body.CompleteAsync().ConfigureAwait(false);
    }

    async Task<(GrpcCode Code, string Message)> AnswerAsync(string method, GrpcCall call, CancellationToken aborted)
    {
        if (!services.TryGetValue(method, out var handler))
            return (GrpcCode.Unimplemented, $"unknown method {method}");
        try
        {
            await handler(call, aborted).ConfigureAwait(false);
            await call.FlushAsync(aborted).ConfigureAwait(false);
            return (GrpcCode.Ok, "");
        }
        catch (GrpcException e)
        {
            return (e.Code, e.Reason);
        }
        catch (OperationCanceledException)
        {
            return (GrpcCode.Cancelled, "cancelled");
        }
#pragma warning disable CA1031 // Do not catch general exception types: what a handler ends with is the call's status.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return (GrpcCode.Unknown, e.Message);
        }
    }
}
