using Nuke.Docker.Contexts;
using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>The result of a build could not be written on this machine.</summary>
sealed class BuildOutputException(string path, Exception cause)
    : DockerException($"'{path}' of the build's output cannot be written: {FileFailure.Explain(cause)}", cause)
{
    /// <summary>Absolute path of the file or directory that is in the way.</summary>
    public string Path => path;
}
