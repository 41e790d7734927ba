namespace Nuke.Docker.BuildKit.Solving;

/// <summary>The networks that a step can have in BuildKit.</summary>
static class BuildKitNetwork
{
    /// <summary>That of the engine's machine. BuildKit wants to be allowed it.</summary>
    public const string Host = "host";

    /// <summary>None but the loopback.</summary>
    public const string None = "none";

    /// <summary>Whether BuildKit knows the network; <see langword="null"/> is the engine's default.</summary>
    public static bool IsKnown(string? network) => IsDefault(network) || network is Host or None;

    /// <summary>Whether it is what a step gets if nothing is said. The classic builder has two names for it.</summary>
    public static bool IsDefault(string? network) => network is null or "bridge" or "default";
}
