using Nuke.Docker.Engine;

namespace Nuke.Docker.BuildKit.Wire;

/// <summary>What BuildKit sent is not a message of its protocol. The only exception that reading one can end
/// with.</summary>
sealed class MalformedMessageException(string problem)
    : DockerException(
        $"BuildKit sent a message that cannot be read: {problem}. Look into its log, or the engine's.",
        innerException: null);
