namespace Nuke.Docker.BuildKit.Sessions;

/// <summary>Reads the value of a secret when a step asks for it: out of a file, a variable, a parameter.</summary>
delegate ValueTask<ReadOnlyMemory<byte>> SecretSource(CancellationToken cancellationToken);
