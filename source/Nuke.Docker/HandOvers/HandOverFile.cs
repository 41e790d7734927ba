using System.Text.Json;
using System.Text.Json.Serialization;
using Nuke.Common.IO;

namespace Nuke.Docker.HandOvers;

/// <summary>One file of a hand-over.</summary>
sealed class HandOverFile<T>(AbsolutePath path, string image, string endpoint)
    where T : class
{
    static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public void Write(T value)
    {
        Directory.CreateDirectory(path.Parent);
        // Written aside and renamed: a build that is interrupted leaves no half of a file.
        var partial = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllText(partial, JsonSerializer.Serialize(new Document(endpoint, value), _options));
        File.Move(partial, path, overwrite: true);
    }

    /// <exception cref="HandOverException">The file does not exist, cannot be read, or speaks of another
    /// engine.</exception>
    public T Read(string consumer, string what, string producer)
    {
        if (!File.Exists(path))
            throw new HandOverException(
                $"{consumer} needs {what} of '{image}', and {producer} has left none in '{path}'. Run {producer} "
                + "first: leave out --skip or --continue.");
        var document = ReadDocument(producer);
        return document.Endpoint == endpoint
            ? document.Value
            : throw new HandOverException(
                $"What {producer} has left for '{image}' is on the engine at '{document.Endpoint}', and this build "
                + $"talks to '{endpoint}'. Run {producer} again, or pass --docker-endpoint {document.Endpoint}.");
    }

    /// <returns><see langword="null"/> if there is no file, or it speaks of another engine.</returns>
    /// <exception cref="HandOverException">The file cannot be read.</exception>
    public T? TryRead(string producer) => File.Exists(path) && ReadDocument(producer) is var document
        && document.Endpoint == endpoint ? document.Value : null;

    Document ReadDocument(string producer)
    {
        try
        {
            return JsonSerializer.Deserialize<Document>(File.ReadAllText(path), _options)
                ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException exception)
        {
            throw new HandOverException(
                $"'{path}' is not what {producer} writes: {exception.Message} Delete the file and run {producer} "
                + "again.",
                exception);
        }
    }

    sealed record Document(string Endpoint, T Value);
}
