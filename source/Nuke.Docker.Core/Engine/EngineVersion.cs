namespace Nuke.Docker.Engine;

/// <summary>What the engine told about itself when the connection was made.</summary>
public sealed record EngineVersion
{
    /// <summary>The version of the Engine API that is spoken: the newest that both sides know.</summary>
    public required Version ApiVersion { get; init; }

    /// <summary>The oldest version of the API that the engine accepts.</summary>
    public required Version MinApiVersion { get; init; }

    /// <summary>The engine's own version, such as <c>20.10.24+dfsg1</c>.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>The system that containers run on, <c>linux</c> or <c>windows</c>.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The architecture in Go's spelling, such as <c>amd64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>The builder that the engine recommends.</summary>
    /// <value><c>1</c> classic, <c>2</c> BuildKit; null if the engine does not say (before 23.0, Podman).</value>
    public string? BuilderVersion { get; init; }

    /// <summary>Whether Podman answers in the engine's place.</summary>
    public bool IsPodman { get; init; }
}
