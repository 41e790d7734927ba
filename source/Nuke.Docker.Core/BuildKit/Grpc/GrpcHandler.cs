namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>Answers one call. What was written is flushed when it returns.</summary>
/// <exception cref="GrpcException">The status that the call ends with; any other exception is status 2.</exception>
delegate Task GrpcHandler(GrpcCall call, CancellationToken cancellationToken);
