using System.Runtime.InteropServices;

namespace Nuke.Docker.Dockerfiles;

/// <summary>What a Dockerfile's variables depend on besides the file.</summary>
sealed record BuildInputs
{
    static readonly string _defaultPlatform = RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "linux/amd64",
        Architecture.X86 => "linux/386",
        Architecture.Arm => "linux/arm/v7",
        var other => $"linux/{other.ToString().ToLowerInvariant()}",
    };

    /// <summary>No build arguments, nothing known of base images.</summary>
    public static BuildInputs Default { get; } = new();

    /// <summary>As given to the builder. A <see langword="null"/> value counts as not given.</summary>
    public IReadOnlyDictionary<string, string?> BuildArguments { get; init; } = new Dictionary<string, string?>();

    /// <summary><c>os/architecture[/variant]</c> to build for; becomes <c>TARGETPLATFORM</c> and its parts.</summary>
    /// <value>The default is linux on this machine's architecture.</value>
    public string TargetPlatform { get; init; } = _defaultPlatform;

    /// <summary>The engine's own platform; becomes <c>BUILDPLATFORM</c> and its parts.</summary>
    public string BuildPlatform { get; init; } = _defaultPlatform;

    /// <summary>Environment variables of the images that stages begin with; <see langword="null"/> where they are not
    /// known.</summary>
    public Func<string, IReadOnlyDictionary<string, string>?> BaseEnvironment { get; init; } = _ => null;
}
