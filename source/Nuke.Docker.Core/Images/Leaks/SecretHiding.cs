using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images.Leaks;

/// <summary>Takes known secrets out of the words of a failure.</summary>
static class SecretHiding
{
    /// <summary>Does work whose failure may hold a secret, in its message or in that of its cause.</summary>
    /// <exception cref="RedactedException">It does. A failed build stays <see cref="ImageBuildException"/>.</exception>
    public static async Task<T> RunAsync<T>(KnownSecrets secrets, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (Redact(exception, secrets) is { } redacted)
        {
            throw redacted;
        }
    }

    /// <returns><see langword="null"/> if there is nothing to hide.</returns>
    static Exception? Redact(Exception exception, KnownSecrets secrets) =>
        secrets.IsEmpty || exception is OperationCanceledException || !secrets.IsIn(exception.ToString()) ? null
        : exception is ImageBuildException failure ? failure.Redacted(secrets)
        : new RedactedException(exception, secrets);
}
