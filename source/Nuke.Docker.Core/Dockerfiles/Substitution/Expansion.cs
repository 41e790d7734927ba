namespace Nuke.Docker.Dockerfiles.Substitution;

/// <summary>What became of a text.</summary>
/// <param name="Text">As one word.</param>
/// <param name="Words">Split at the blanks that no quote protects.</param>
/// <param name="Unset">Names of the variables that had no value, in the order in which they were looked up, inner ones
/// first.</param>
sealed record Expansion(string Text, IReadOnlyList<string> Words, IReadOnlyList<string> Unset);
