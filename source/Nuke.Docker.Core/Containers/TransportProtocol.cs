namespace Nuke.Docker.Containers;

/// <summary>What a port speaks.</summary>
public enum TransportProtocol
{
    /// <summary><c>tcp</c>, the default.</summary>
    Tcp,

    /// <summary><c>udp</c>.</summary>
    Udp,

    /// <summary><c>sctp</c>.</summary>
    Sctp,
}
