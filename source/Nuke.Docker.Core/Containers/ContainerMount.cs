namespace Nuke.Docker.Containers;

/// <summary>A directory of the engine's machine, or a named volume, in a container.</summary>
/// <param name="Source">An absolute path on the machine of the engine, or the name of a volume.</param>
/// <param name="Target">An absolute path in the container.</param>
/// <param name="IsReadOnly">Whether the container may only read it.</param>
public sealed record ContainerMount(string Source, string Target, bool IsReadOnly = false)
{
    /// <summary>Whether the source is a volume, which the engine makes if there is none of the name.</summary>
    public bool IsVolume =>
        !Source.Contains('/', StringComparison.Ordinal) && !Source.Contains('\\', StringComparison.Ordinal);

    /// <summary>Reads <c>source:target</c> or <c>source:target:ro</c>, as <c>docker run --volume</c> writes
    /// it.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static ContainerMount Parse(string text)
    {
        // A colon after the first letter belongs to a drive of Windows.
        var drive = text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '\\' or '/' ? 2 : 0;
        return text[drive..].Split(':') switch
        {
            [{ Length: > 0 } source, ['/', ..] target] => new ContainerMount(text[..drive] + source, target),
            [{ Length: > 0 } source, ['/', ..] target, ("ro" or "rw") and var mode] =>
                new ContainerMount(text[..drive] + source, target, mode == "ro"),
            _ => throw new FormatException(
                $"'{text}' is not a mount: expected 'source:/target' or 'source:/target:ro', with the name of a "
                + "volume or an absolute path."),
        };
    }

    /// <summary>The form of the Engine API: <c>source:target[:ro]</c>.</summary>
    public override string ToString() => $"{Source}:{Target}{(IsReadOnly ? ":ro" : "")}";

    internal IEnumerable<string> Violations()
    {
        if (!Target.StartsWith('/'))
            yield return $"the mount '{this}' has the target '{Target}', which is not an absolute path of the "
                + "container.";
        if (!IsVolume && !Source.StartsWith('/') && !(Source.Length > 2 && Source[1] == ':'))
            yield return $"the mount '{this}' has the source '{Source}', which is neither an absolute path nor the "
                + "name of a volume.";
    }
}
