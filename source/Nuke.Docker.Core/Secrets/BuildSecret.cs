using System.Text;

namespace Nuke.Docker.Secrets;

/// <summary>
/// A secret for <c>RUN --mount=type=secret,id=…</c>: one step reads it, and it is in no layer, no history and no log.
/// </summary>
/// <remarks>No record, for nothing may print what is in here. <see cref="ToString"/> names ID and source.</remarks>
public sealed class BuildSecret
{
    /// <summary>The most that BuildKit mounts, in bytes.</summary>
    public const int MaximumBytes = 500 * 1024;

    readonly Func<CancellationToken, Task<ReadOnlyMemory<byte>>> _read;

    BuildSecret(string id, string source, Func<CancellationToken, Task<ReadOnlyMemory<byte>>> read)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        (Id, Source, _read) = (id, source, read);
    }

    /// <summary>What the Dockerfile calls it.</summary>
    public string Id { get; }

    /// <summary>Where it comes from, for errors: a file, an environment variable; never the value.</summary>
    public string Source { get; }

    /// <summary>A secret whose value the build has already, as from a parameter.</summary>
    /// <param name="id">What the Dockerfile calls it.</param>
    /// <param name="value">Mounted as UTF-8, without a line end that is not in it.</param>
    /// <param name="source">Where it comes from, for errors; no secret.</param>
    public static BuildSecret FromValue(string id, string value, string source = "the settings")
    {
        ArgumentNullException.ThrowIfNull(value);
        var bytes = Encoding.UTF8.GetBytes(value);
        return new BuildSecret(id, source, _ => Task.FromResult<ReadOnlyMemory<byte>>(bytes));
    }

    /// <summary>A secret in a file, mounted byte for byte. Read when the build begins.</summary>
    public static BuildSecret FromFile(string id, string path)
    {
        var file = Path.GetFullPath(path);
        return new BuildSecret(
            id, $"the file '{file}'", async stop => await File.ReadAllBytesAsync(file, stop).ConfigureAwait(false));
    }

    /// <summary>A secret in an environment variable of this process. Read when the build begins.</summary>
    public static BuildSecret FromEnvironment(string id, string variable)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(variable);
        return new BuildSecret(id, $"the environment variable {variable}", _ => Task.FromResult(Read()));

        ReadOnlyMemory<byte> Read() => Environment.GetEnvironmentVariable(variable) is { } value
            ? Encoding.UTF8.GetBytes(value)
            : throw new KeyNotFoundException("it is not set");
    }

    /// <summary>A secret that has to be asked for, as of a vault. Asked once a build, when it begins.</summary>
    /// <param name="id">What the Dockerfile calls it.</param>
    /// <param name="read">Gives the bytes that are mounted.</param>
    /// <param name="source">Where they come from, for errors; no secret.</param>
    public static BuildSecret FromCallback(
        string id, Func<CancellationToken, Task<ReadOnlyMemory<byte>>> read, string source = "a callback of the build")
    {
        ArgumentNullException.ThrowIfNull(read);
        return new BuildSecret(id, source, read);
    }

    /// <inheritdoc/>
    public override string ToString() => $"'{Id}' from {Source}";

    /// <summary>Reads the value. Each call reads anew.</summary>
    /// <exception cref="BuildSecretException">It cannot be read, is empty, or is too large.</exception>
    internal async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> value;
        try
        {
            value = await _read(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or KeyNotFoundException)
        {
            throw BuildSecretException.Unreadable(this, exception.Message.TrimEnd('.'), exception);
        }
        return value.Length switch
        {
            0 => throw BuildSecretException.Unreadable(this, "it is empty"),
            > MaximumBytes => throw BuildSecretException.Unreadable(
                this, $"it has {value.Length} bytes, and BuildKit mounts {MaximumBytes} at most"),
            _ => value,
        };
    }
}
