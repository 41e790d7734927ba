using System.Net;
using Nuke.Docker.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Failures;

namespace Nuke.Docker.Core.Tests.Images.Failures;

public class RegistryFailuresTests
{
    /// <summary>What engines 20.10 and 28, the latter with either store, Docker Hub, GitLab, GitHub and AWS
    /// say.</summary>
    public static TheoryData<string, RegistryFailure> Words => new()
    {
        { "no basic auth credentials", RegistryFailure.Unauthorized },
        { "Head \"https://x:1/v2/a/manifests/1\": no basic auth credentials", RegistryFailure.Unauthorized },
        { "unauthorized: authentication required", RegistryFailure.Unauthorized },
        {
            "Head \"https://r/v2/a/manifests/1\": unauthorized: incorrect username or password",
            RegistryFailure.Unauthorized
        },
        {
            "unauthorized: HTTP Basic: Access denied. The provided password or token is incorrect",
            RegistryFailure.Unauthorized
        },
        {
            "errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n",
            RegistryFailure.Unauthorized
        },
        { "denied: requested access to the resource is denied", RegistryFailure.Denied },
        {
            "unexpected status from POST request to https://r/v2/a/blobs/uploads/: 403 Forbidden",
            RegistryFailure.Denied
        },
        { "pull access denied for a, repository does not exist or may require 'docker login'", RegistryFailure.Denied },
        { "manifest for a:1 not found: manifest unknown: manifest unknown", RegistryFailure.Missing },
        { "tag does not exist: a:1", RegistryFailure.Missing },
        { "An image does not exist locally with the tag: a", RegistryFailure.Missing },
        { "no matching manifest for linux/amd64 in the manifest list entries", RegistryFailure.Missing },
        { "Get \"https://r/v2/\": x509: certificate signed by unknown authority", RegistryFailure.Certificate },
        {
            "Get \"https://r/v2/\": tls: failed to verify certificate: x509: certificate has expired",
            RegistryFailure.Certificate
        },
        { "Get \"https://r/v2/\": http: server gave HTTP response to HTTPS client", RegistryFailure.Certificate },
        {
            "Get \"http://127.0.0.1:429/v2/\": dial tcp 127.0.0.1:429: connect: connection refused",
            RegistryFailure.Unreachable
        },
        { "Get \"https://r/v2/\": dial tcp: lookup r on 1.1.1.1:53: no such host", RegistryFailure.Unreachable },
        { "Get \"https://r/v2/\": dial tcp 1.2.3.4:443: i/o timeout", RegistryFailure.Temporary },
        {
            "Get \"https://r/v2/\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
            RegistryFailure.Temporary
        },
        { "write tcp 1.2.3.4:5->6.7.8.9:443: write: broken pipe", RegistryFailure.Temporary },
        { "Put \"https://r/v2/a/blobs/uploads/1\": EOF", RegistryFailure.Temporary },
        { "received unexpected HTTP status: 502 Bad Gateway", RegistryFailure.Temporary },
        { "toomanyrequests: You have reached your pull rate limit.", RegistryFailure.Temporary },
        {
            "push access denied, repository does not exist or may require authorization: authorization failed: "
            + "no basic auth credentials",
            RegistryFailure.Unauthorized
        },
        {
            "unknown: unexpected status from HEAD request to https://r/v2/a/manifests/1: 401 Unauthorized",
            RegistryFailure.Unauthorized
        },
        { "error from registry: requested access to the resource is denied", RegistryFailure.Denied },
        { "failed to resolve reference \"r/a:1\": r/a:1: not found", RegistryFailure.Missing },
        { "layers from manifest don't match image configuration", RegistryFailure.Other },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void WordsTellTheFailure(string words, RegistryFailure failure) =>
        Assert.Equal(failure, Classify(words, ImageReference.Parse("a:1")));

    [Theory]
    [InlineData(
        "r.example.com/denied/unauthorized:eof",
        "manifest for r.example.com/denied/unauthorized:eof not found: manifest unknown")]
    [InlineData(
        "r.example.com/denied/unauthorized:eof",
        "Head \"https://r.example.com/v2/denied/unauthorized/manifests/eof\": manifest unknown")]
    public void TheNameOfTheImageTellsNothing(string image, string words) =>
        Assert.Equal(RegistryFailure.Missing, Classify(words, ImageReference.Parse(image)));

    [Theory]
    [InlineData(HttpStatusCode.NotFound, RegistryFailure.Missing)]
    [InlineData(HttpStatusCode.Unauthorized, RegistryFailure.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden, RegistryFailure.Denied)]
    [InlineData(HttpStatusCode.TooManyRequests, RegistryFailure.Temporary)]
    [InlineData(HttpStatusCode.InternalServerError, RegistryFailure.Other)]
    public void WithoutWordsTheStatusTells(HttpStatusCode status, RegistryFailure failure) =>
        Assert.Equal(failure, RegistryFailures.Classify(
            EngineRequestException.Refused(status, "POST /images/create", "hm"), ImageReference.Parse("a:1")));

    static RegistryFailure Classify(string words, ImageReference image) =>
        RegistryFailures.Classify(EngineRequestException.FailedInStream("POST /images/create", words), image);
}
