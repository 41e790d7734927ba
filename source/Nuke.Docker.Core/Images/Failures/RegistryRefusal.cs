using Nuke.Docker.Registries;

namespace Nuke.Docker.Images.Failures;

/// <summary>Puts a failed transfer into words: what happened, who was asked as whom, what to do.</summary>
/// <param name="Image">What was to pass.</param>
/// <param name="Verb"><c>pull</c> or <c>push</c>.</param>
/// <param name="Failure">Why it did not.</param>
/// <param name="Words">The engine's words.</param>
/// <param name="Credential">As whom.</param>
sealed record RegistryRefusal(
    ImageReference Image, string Verb, RegistryFailure Failure, string Words, ResolvedCredential Credential)
{
    string Registry => $"registry '{Credential.Registry}'";

    string As => Credential.Auth is null ? "without credentials" : $"with the credentials {Credential.Source}";

    string Reason => Words.Trim().TrimEnd('.').ReplaceLineEndings(" ");

    // The registry's code; the containerd store leaves it out, but says whose words they are.
    bool IsOfTheRegistry => Words.Contains("name unknown", StringComparison.OrdinalIgnoreCase)
        || Words.Contains("error from registry", StringComparison.Ordinal);

    /// <summary>What follows "Image … was not pulled: ".</summary>
    public string Text => Failure switch
    {
        RegistryFailure.Unauthorized when Credential.Auth is null =>
            $"{Registry} wants credentials, and {Credential.Source}: {Reason}. {LogIn}",
        RegistryFailure.Unauthorized =>
            $"{Registry} does not accept the credentials {Credential.Source}: {Reason}. Correct them there.",
        RegistryFailure.Denied =>
            $"{Registry} does not let it be {Verb}ed {As}: {Reason}. Correct the name, or get the right to {Verb} it.",
        RegistryFailure.Missing when Verb == "push" && IsOfTheRegistry =>
            $"{Registry} does not have its repository: {Reason}. Create it there, or correct the name.",
        RegistryFailure.Missing when Verb == "push" =>
            $"it is not on the engine: {Reason}. Build it, or give it this name, first.",
        RegistryFailure.Missing =>
            $"{Registry} does not have it: {Reason}. Correct the name, the tag or the platform.",
        RegistryFailure.Unreachable =>
            $"the engine cannot reach {Registry}: {Reason}. Correct the name, or look whether the registry runs.",
        RegistryFailure.Certificate when Reason.Contains("gave HTTP response", StringComparison.Ordinal) =>
            $"{Registry} does not speak TLS: {Reason}. "
            + "Give it a certificate, or add it to 'insecure-registries' of the engine's daemon.json.",
        RegistryFailure.Certificate =>
            $"the engine does not trust the certificate of {Registry}: {Reason}. "
            + "Put the certificate of its authority on the engine's machine, "
            + $"as '/etc/docker/certs.d/{Credential.Registry}/ca.crt'.",
        RegistryFailure.Temporary => $"{Registry} failed again and again: {Reason}. Try again later.",
        _ => $"{Registry} failed {As}: {Reason}",
    };

    string LogIn =>
        $"Run 'docker login {Credential.Registry}', or pass --docker-registry-username and --docker-registry-password.";
}
