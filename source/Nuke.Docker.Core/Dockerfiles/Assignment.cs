namespace Nuke.Docker.Dockerfiles;

/// <summary>A <c>name=value</c> of <c>ENV</c> and <c>LABEL</c>.</summary>
/// <param name="Name">The left side.</param>
/// <param name="Value">The right side.</param>
/// <param name="IsLegacy">Written <c>ENV name value</c>, where the value is the rest of the line.</param>
sealed record Assignment(Word Name, Word Value, bool IsLegacy);
