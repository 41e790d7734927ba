namespace Nuke.Docker.Containers;

/// <summary>A directory of the engine's machine, or a named volume, in a container.</summary>
/// <param name="Source">An absolute path on the machine of the engine, or the name of a volume.</param>
/// <param name="Target">An absolute path in the container.</param>
/// <param name="IsReadOnly">Whether the container may only read it.</param>
public sealed record ContainerMount(string Source, string Target, bool IsReadOnly = false)
{
    /// <summary>The form of the Engine API: <c>source:target[:ro]</c>.</summary>
    public override string ToString() => $"{Source}:{Target}{(IsReadOnly ? ":ro" : "")}";
}
