namespace Nuke.Docker.Machine;

/// <summary>A Docker Engine of another suite, unpacked below the cache directory.</summary>
public sealed class DebianSuite
{
    DebianSuite(string root) => Root = root;

    /// <summary>Directory that becomes <c>/</c> for its engine.</summary>
    internal string Root { get; }

    /// <summary>Path of <c>dockerd</c> inside.</summary>
    internal string Daemon => "/usr/sbin/dockerd";
}
