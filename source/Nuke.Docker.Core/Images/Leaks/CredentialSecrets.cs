using System.Net;
using Nuke.Docker.Engine;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images.Leaks;

/// <summary>What of the credentials for a registry must not be seen.</summary>
static class CredentialSecrets
{
    public static IEnumerable<KnownSecret> Of(string registry, RegistryAuth? auth) =>
        from value in new[] { auth?.Password, auth?.IdentityToken, auth?.RegistryToken }
        where !string.IsNullOrEmpty(value)
        select new KnownSecret($"the credentials for registry '{registry}'", value);

    /// <summary>The words of a registry that repeats the credentials which it was shown, without them.</summary>
    public static EngineRequestException Hide(EngineRequestException exception, KnownSecrets secrets)
    {
        if (!secrets.IsIn(exception.ToString()))
            return exception;
        var reason = secrets.Redact(exception.Reason);
        return exception.Status is HttpStatusCode.OK
            ? EngineRequestException.FailedInStream(exception.Route, reason)
            : EngineRequestException.Refused(exception.Status, exception.Route, reason);
    }
}
