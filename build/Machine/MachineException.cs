namespace Nuke.Docker.Machine;

/// <summary>This machine could not be made ready. The first line says what failed and what to do.</summary>
public sealed class MachineException(string message, Exception? cause = null) : Exception(message, cause);
