namespace Nuke.Docker.Git;

/// <summary>Why git could not do what it was asked for.</summary>
public enum GitFailure
{
    /// <summary>Something else; git's own words are in the message.</summary>
    Other,

    /// <summary>No answer came: no network, no such host, nobody listening, a server in trouble.</summary>
    Unreachable,

    /// <summary>The remote wants another credential, or one at all.</summary>
    Denied,

    /// <summary>There is no such repository, or it is hidden from whoever asked.</summary>
    RepositoryMissing,

    /// <summary>The repository has no such branch, tag or commit.</summary>
    ReferenceMissing,

    /// <summary>There is no git on this machine.</summary>
    ProgramMissing,
}
