namespace Nuke.Docker.Dockerfiles;

/// <summary>One build argument that <c>ARG</c> declares.</summary>
/// <param name="Name">The name, which is taken literally.</param>
/// <param name="Default"><see langword="null"/> if none is given, which is not the same as an empty one.</param>
sealed record ArgumentDeclaration(Word Name, Word? Default);
