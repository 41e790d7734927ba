namespace Nuke.Docker.Dockerfiles;

/// <summary>One <c>--name=value</c> in front of an instruction's arguments.</summary>
/// <param name="Name">Without the dashes, as written.</param>
/// <param name="Value"><see langword="null"/> if there is no equals sign. Quotes are gone, variables are not.</param>
/// <param name="Position">Of the first dash.</param>
sealed record Flag(string Name, string? Value, SourcePosition Position);
