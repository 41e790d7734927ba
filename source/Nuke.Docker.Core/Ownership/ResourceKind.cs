namespace Nuke.Docker.Ownership;

/// <summary>A kind of thing that an engine holds.</summary>
public enum ResourceKind
{
    /// <summary>A container, running or not.</summary>
    Container,

    /// <summary>An image, tagged or not.</summary>
    Image,
}
