namespace Nuke.Docker.Engine;

/// <summary>One message of a progress stream: build, pull, push, load.</summary>
abstract record EngineMessage
{
    EngineMessage()
    {
    }

    /// <summary>Output as it came: part of a line, or several.</summary>
    public sealed record Output(string Text) : EngineMessage;

    /// <summary>A remark; with an ID where it concerns one layer or tag.</summary>
    public sealed record Status(string Text, string? Id) : EngineMessage;

    /// <summary>How far one layer is.</summary>
    public sealed record Layer(string Id, string Text, long? CurrentBytes, long? TotalBytes) : EngineMessage;

    /// <summary>The ID of the image that was built; may come more than once, the last one counts.</summary>
    public sealed record ImageId(string Id) : EngineMessage;

    /// <summary>The registry has it.</summary>
    public sealed record Pushed(string Tag, string Digest, long SizeBytes) : EngineMessage;

    /// <summary>The error inside a stream that began with 200; the last message.</summary>
    /// <param name="Code">A failing <c>RUN</c>'s exit code; null where the engine gives none.</param>
    public sealed record Failure(string Message, int? Code) : EngineMessage;
}
