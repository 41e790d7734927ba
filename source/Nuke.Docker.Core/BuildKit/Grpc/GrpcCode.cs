namespace Nuke.Docker.BuildKit.Grpc;

/// <summary>How a call ended, <see href="https://grpc.io/docs/guides/status-codes/"/>.</summary>
enum GrpcCode
{
    Ok = 0,
    Cancelled = 1,
    Unknown = 2,
    NotFound = 5,
    PermissionDenied = 7,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    Unauthenticated = 16,
}
