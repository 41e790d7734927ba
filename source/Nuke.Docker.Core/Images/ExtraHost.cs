namespace Nuke.Docker.Images;

/// <summary>A line of <c>/etc/hosts</c> while <c>RUN</c> instructions execute.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="Address">An IP address, or <c>host-gateway</c> for the machine that the engine runs on.</param>
public sealed record ExtraHost(string Name, string Address)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}:{Address}";
}
