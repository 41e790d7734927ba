using Nuke.Docker.Containers;

namespace Nuke.Docker.Networks;

/// <summary>A container of a group.</summary>
/// <param name="Name">The name under which the others of the group find it.</param>
/// <param name="Settings">What is run, how, and what is waited for before others that depend on it are started.</param>
/// <param name="Dependencies">Names of those that have to be ready before it is started.</param>
public sealed record ContainerGroupMember(
    string Name, ContainerRunSettings Settings, IReadOnlyList<string> Dependencies);
