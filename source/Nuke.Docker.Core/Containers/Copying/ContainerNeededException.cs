using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers.Copying;

/// <summary>Artifacts that cannot be copied out of an image as they are, or are not there: a container tells.</summary>
sealed class ContainerNeededException(string message, Exception? cause = null) : DockerException(message, cause);
