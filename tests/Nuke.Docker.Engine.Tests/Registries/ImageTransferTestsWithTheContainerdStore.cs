using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Engine.Tests.Registries;

/// <summary>With the containerd image store it is containerd that talks to registries, and it has words of its
/// own.</summary>
[Collection(nameof(ContainerdStoreCollection))]
public sealed class ImageTransferTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture)
    : ImageTransferTests(fixture)
{
    // A small layer is over before the engine tells how far it is.
    private protected override bool IsPushed(ProgressEvent.Layer layer) => layer.Status == "Pushed";

    private protected override (string Push, string Pull) NoCredentials(ImageReference image)
    {
        const string Words = "access denied, repository does not exist or may require authorization: "
            + "authorization failed: no basic auth credentials";
        return ($"push {Words}", $"{Unresolved(image)}: pull {Words}");
    }

    private protected override (string Push, string Pull) WrongCredentials(ImageReference image) => (
        $"unknown: {Unexpected("http", image, "blobs/sha256:…")}: 401 Unauthorized",
        $"unknown: {Unresolved(image)}: {Unexpected("http", image, "manifests/1")}: 401 Unauthorized");

    // Neither the code nor the status.
    private protected override string FromRegistry(string code) => "error from registry";

    private protected override (string Push, string Pull) Denial(ImageReference image) => (
        $"failed with the credentials from {Source}: {FromRegistry("denied")}: this one is not for you",
        $"unknown: {Unresolved(image)}: {Unexpected("https", image, "manifests/1")}: 403 Forbidden");

    private protected override (string Push, string Pull) Absence(ImageReference image) => (
        $"tag does not exist: {image}", $"{Unresolved(image)}: {image}: not found");

    // It asks in TLS first, and in plain text only who has answered.
    private protected override (string Push, string Pull) Silence(
        ImageReference image, string reason, string scheme = "https") => (
        $"failed to do request: Head \"https://{image.Registry}/v2/{image.Path}/blobs/sha256:…\": {reason}",
        $"{Unresolved(image)}: failed to do request: "
        + $"Head \"https://{image.Registry}/v2/{image.Path}/manifests/1\": {reason}");

    static string Unresolved(ImageReference image) => $"failed to resolve reference \"{image}\"";

    static string Unexpected(string scheme, ImageReference image, string of) =>
        $"unexpected status from HEAD request to {scheme}://{image.Registry}/v2/{image.Path}/{of}";
}
