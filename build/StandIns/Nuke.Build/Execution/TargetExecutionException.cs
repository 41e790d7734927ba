namespace Nuke.Common.Execution;

/// <summary>Reported already, so that nobody reports it again.</summary>
internal sealed class TargetExecutionException(string targetName, Exception inner)
    : Exception($"Target '{targetName}' has thrown an exception.", inner);
