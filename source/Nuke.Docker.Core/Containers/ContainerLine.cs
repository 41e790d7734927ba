namespace Nuke.Docker.Containers;

/// <summary>One line that a container, or a command in it, has written.</summary>
/// <param name="Text">The line, without its end.</param>
/// <param name="IsError">Whether it was written to the standard error.</param>
public sealed record ContainerLine(string Text, bool IsError);
