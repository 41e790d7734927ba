namespace Nuke.Docker.Containers;

/// <summary>The state of a container at one moment.</summary>
/// <param name="Status">The engine's word: <c>created</c>, <c>running</c>, <c>restarting</c>, <c>exited</c>, …</param>
/// <param name="IsRunning">Whether its process runs, or is about to be started again.</param>
/// <param name="ExitCode">The exit code, once it has ended.</param>
/// <param name="Health"><c>starting</c>, <c>healthy</c> or <c>unhealthy</c>; <see langword="null"/> without a health
/// check.</param>
/// <param name="Networks">Names of its networks, and its IP address on each, empty if it does not run.</param>
public sealed record ContainerStatus(
    string Status, bool IsRunning, long ExitCode, string? Health, IReadOnlyDictionary<string, string> Networks);
