namespace Nuke.Docker.Testing;

/// <summary>What a <see cref="LoopbackRegistry"/> demands of its clients.</summary>
[Flags]
public enum RegistryDemands
{
    /// <summary>HTTP, and everybody may push.</summary>
    None = 0,

    /// <summary><see cref="LoopbackRegistry.UserName"/> and <see cref="LoopbackRegistry.Password"/>.</summary>
    Authentication = 1,

    /// <summary>HTTPS with a certificate from <see cref="LoopbackRegistry.Authority"/>.</summary>
    Tls = 2,
}
