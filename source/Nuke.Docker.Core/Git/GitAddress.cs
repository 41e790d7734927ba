namespace Nuke.Docker.Git;

/// <summary>Where a repository is, without user info.</summary>
/// <param name="Protocol">git's name for it: http, https, ssh, git or file.</param>
/// <param name="Text">As git takes it.</param>
/// <param name="Origin">Scheme, host and port, which a credential is for; empty where there is none.</param>
sealed record GitAddress(string Protocol, string Text, string Origin)
{
    public bool IsWeb => Protocol is "http" or "https";
}
