using Nuke.Docker.Engine;

namespace Nuke.Docker.Registries;

/// <summary>What the chain has found for one registry.</summary>
/// <param name="registry">Host and port.</param>
/// <param name="auth">What the engine is sent; <see langword="null"/>: nobody in particular.</param>
/// <param name="source">
/// Behind "credentials": <c>from …</c>. Without them, behind "it wants credentials, and": where none are.
/// </param>
sealed class ResolvedCredential(string registry, RegistryAuth? auth, string source)
{
    public string Registry => registry;

    public RegistryAuth? Auth => auth;

    public string Source => source;

    public override string ToString() =>
        $"'{registry}': {(auth is null ? "no credentials, " : "credentials ")}{source}";
}
