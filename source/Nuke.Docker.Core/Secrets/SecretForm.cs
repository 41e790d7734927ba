namespace Nuke.Docker.Secrets;

/// <summary>One way in which a secret may be written.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Secret">Whose they are.</param>
/// <param name="IsProof">
/// Whether the text alone proves a leak. An ordinary word does not, nor does an ordinary line of a file that is secret
/// as a whole, such as <c>apiVersion: v1</c>. They are hidden, but a build goes on that has them elsewhere.
/// </param>
readonly record struct SecretForm(string Text, KnownSecret Secret, bool IsProof);
