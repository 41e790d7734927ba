using System.Text.Json;

namespace Nuke.Docker.Engine;

/// <summary>Reads one line of a progress stream: Docker's <c>jsonmessage.JSONMessage</c>.</summary>
static class EngineMessageReader
{
    /// <param name="reader">At the start of the object.</param>
    /// <returns>Null if the line says nothing that we know.</returns>
    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="InvalidOperationException">A field is of another type.</exception>
    public static EngineMessage? Read(ref Utf8JsonReader reader)
    {
        string? stream = null, status = null, id = null, error = null;
        var progress = default((bool Given, long? Current, long? Total));
        var detail = default((string? Message, int? Code));
        EngineMessage? aux = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("stream"u8))
                stream = Text(ref reader);
            else if (reader.ValueTextEquals("status"u8))
                status = Text(ref reader);
            else if (reader.ValueTextEquals("id"u8))
                id = Text(ref reader);
            else if (reader.ValueTextEquals("error"u8))
                error = Text(ref reader);
            else if (reader.ValueTextEquals("errorDetail"u8))
                detail = Detail(ref reader);
            else if (reader.ValueTextEquals("progressDetail"u8))
                progress = Progress(ref reader);
            else if (reader.ValueTextEquals("aux"u8))
                aux = Aux(ref reader);
            else
                SkipValue(ref reader);
        }

        while (reader.Read())
        {
            // Anything behind the object is an error, which the reader throws.
        }

        if (error is not null || detail.Message is not null)
            return new EngineMessage.Failure(detail.Message ?? error!, detail.Code);
        if (stream is not null)
            return new EngineMessage.Output(stream);
        if (aux is not null)
            return aux;
        if (status is null)
            return null;
        return progress.Given && id is not null
            ? new EngineMessage.Layer(id, status, progress.Current, progress.Total)
            : new EngineMessage.Status(status, id);
    }

    static (bool Given, long? Current, long? Total) Progress(ref Utf8JsonReader reader)
    {
        long? current = null, total = null;
        if (!EnterObject(ref reader))
            return default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("current"u8))
                current = Number(ref reader);
            else if (reader.ValueTextEquals("total"u8))
                total = Number(ref reader);
            else
                SkipValue(ref reader);
        }

        return (true, current, total);
    }

    static (string? Message, int? Code) Detail(ref Utf8JsonReader reader)
    {
        string? message = null;
        long? code = null;
        if (!EnterObject(ref reader))
            return default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8))
                message = Text(ref reader);
            else if (reader.ValueTextEquals("code"u8))
                code = Number(ref reader);
            else
                SkipValue(ref reader);
        }

        return (message, code is 0 or null ? null : (int)code);
    }

    // {"ID":"sha256:…"} after a build, {"Tag","Digest","Size"} after a push, base64 text for BuildKit's own traces.
    static EngineMessage? Aux(ref Utf8JsonReader reader)
    {
        string? id = null, tag = null, digest = null;
        long? size = null;
        if (!EnterObject(ref reader))
            return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("ID"u8))
                id = Text(ref reader);
            else if (reader.ValueTextEquals("Tag"u8))
                tag = Text(ref reader);
            else if (reader.ValueTextEquals("Digest"u8))
                digest = Text(ref reader);
            else if (reader.ValueTextEquals("Size"u8))
                size = Number(ref reader);
            else
                SkipValue(ref reader);
        }

        if (digest is not null)
            return new EngineMessage.Pushed(tag ?? "", digest, size ?? 0);
        return id is null ? null : new EngineMessage.ImageId(id);
    }

    /// <summary>False, and past the value, if it is text or null.</summary>
    static bool EnterObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.String or JsonTokenType.Null => false,
            var type => throw new JsonException($"An object was expected, {type} was found."),
        };
    }

    static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    static long? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64();
    }

    static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
