using System.Text.RegularExpressions;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Engine.Tests.Registries;

/// <summary>What engines with a graph driver say, of which errors quote the words.</summary>
public abstract partial class ImageTransferTests
{
    private protected virtual bool IsPushed(ProgressEvent.Layer layer) =>
        layer is { Status: "Pushing", TotalBytes: > 0 };

    private protected virtual (string Push, string Pull) NoCredentials(ImageReference image) => (
        "no basic auth credentials",
        $"Head \"http://{image.Registry}/v2/{image.Path}/manifests/1\": no basic auth credentials");

    private protected virtual (string Push, string Pull) WrongCredentials(ImageReference image) => (
        "unauthorized: authentication required", "unauthorized: authentication required");

    /// <summary>Of a push all that follows the registry's name; of a pull the end, as versions differ in what is
    /// before.</summary>
    private protected virtual (string Push, string Pull) Denial(ImageReference image) => (
        $"does not let it be pushed with the credentials from {Source}: denied: this one is not for you. "
        + "Correct the name, or get the right to push it.",
        "denied: this one is not for you");

    private protected virtual (string Push, string Pull) Absence(ImageReference image) => (
        $"An image does not exist locally with the tag: {image.Repository}",
        $"manifest for {image} not found: manifest unknown: manifest unknown");

    /// <summary>What is in front of the registry's own message.</summary>
    private protected virtual string FromRegistry(string code) => code;

    private protected virtual (string Push, string Pull) Silence(
        ImageReference image, string reason, string scheme = "http")
    {
        var words = $"Get \"{scheme}://{image.Registry}/v2/\": {reason}";
        return (words, words);
    }

    /// <summary>Layers are pushed side by side: any of them may be the first that fails.</summary>
    static string WithoutDigest(string text) => Digest().Replace(text, "sha256:…");

    [GeneratedRegex("sha256:[0-9a-f]{64}")]
    private static partial Regex Digest();
}
