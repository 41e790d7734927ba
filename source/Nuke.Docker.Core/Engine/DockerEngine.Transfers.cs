using System.Runtime.CompilerServices;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    /// <summary>Pulls one tag.</summary>
    /// <exception cref="EngineRequestException">It does not exist, may not be read, or did not arrive.</exception>
    internal IAsyncEnumerable<EngineMessage> PullImageAsync(
        string repository, string tag, string? platform, RegistryAuth? auth, CancellationToken cancellationToken)
    {
        var query = new EngineQuery("images/create").Add("fromImage", repository).Add("tag", tag)
            .Add("platform", platform);
        return ThrowingAsync(
            ProgressAsync(
                query, null, headers => headers.Add("X-Registry-Auth", RegistryAuth.ToHeader(auth)), cancellationToken),
            failure => EngineRequestException.FailedInStream($"POST {query.Path}", failure.Message),
            cancellationToken);
    }

    /// <summary>Pushes one tag; the stream has an <see cref="EngineMessage.Pushed"/> near its end.</summary>
    /// <exception cref="EngineRequestException">There is no such image, or the registry did not take it.</exception>
    internal async IAsyncEnumerable<EngineMessage> PushImageAsync(
        string repository, string tag, RegistryAuth? auth, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new EngineQuery($"images/{repository}/push").Add("tag", tag);
        var messages = ThrowingAsync(
            ProgressAsync(
                query, null, headers => headers.Add("X-Registry-Auth", RegistryAuth.ToHeader(auth)), cancellationToken),
            failure => EngineRequestException.FailedInStream($"POST {query.Path}", failure.Message),
            cancellationToken);
        var pushed = false;
        EngineMessage.Pushed? told = null;
        await foreach (var message in messages.ConfigureAwait(false))
        {
            pushed |= message is EngineMessage.Pushed;
            told = EngineMessage.Pushed.FromWords(message) ?? told;
            yield return message;
        }

        if (!pushed)
            yield return told ?? throw EngineRequestException.FailedInStream(
                $"POST {query.Path}", "The engine ended the stream without a digest and without an error.");
    }

    /// <summary>Loads images from an archive that <c>docker save</c> writes.</summary>
    /// <exception cref="EngineRequestException">The archive is not one, or the engine could not store it.</exception>
    internal async IAsyncEnumerable<EngineMessage> LoadImagesAsync(
        Func<Stream, CancellationToken, Task> writeArchive,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var body = Archive(writeArchive);
        var messages = ThrowingAsync(
            ProgressAsync(new EngineQuery("images/load"), body, null, cancellationToken),
            failure => EngineRequestException.FailedInStream("POST /images/load", failure.Message),
            cancellationToken);
        await foreach (var message in messages.ConfigureAwait(false))
            yield return message;
    }

    /// <summary>Images as one archive. Disposing the stream ends the transfer.</summary>
    internal async Task<Stream> SaveImagesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var query = new EngineQuery("images/get").AddEach("names", names);
        var response = await RequestAsync(HttpMethod.Get, query, null, null, cancellationToken).ConfigureAwait(false);
        return await EngineBody.OpenAsync(Endpoint, $"GET {query.Path}", response, cancellationToken)
            .ConfigureAwait(false);
    }

    static async IAsyncEnumerable<EngineMessage> ThrowingAsync(
        IAsyncEnumerable<EngineMessage> messages,
        Func<EngineMessage.Failure, DockerException> translate,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in messages.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return message is EngineMessage.Failure failure ? throw translate(failure) : message;
    }
}
