namespace Nuke.Docker.Images;

/// <summary>Why an image did not pass from or to a registry.</summary>
public enum RegistryFailure
{
    /// <summary>The registry's words fit nothing below.</summary>
    Other,

    /// <summary>The registry wants credentials, or does not accept the ones it got.</summary>
    Unauthorized,

    /// <summary>The registry knows who asks, and does not let them do it.</summary>
    Denied,

    /// <summary>There is no such image: in the registry when it is pulled, on the engine when it is pushed. Or there is
    /// no repository for it in a registry that makes none by itself.</summary>
    Missing,

    /// <summary>Nobody answers at the registry's address.</summary>
    Unreachable,

    /// <summary>The engine does not trust the registry's certificate, or the registry speaks no TLS.</summary>
    Certificate,

    /// <summary>A reset connection, a timeout, too many requests, status 5xx: it may go well the next time.</summary>
    Temporary,
}
